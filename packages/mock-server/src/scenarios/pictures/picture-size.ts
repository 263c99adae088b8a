/** Pixels of every picture but the avatars. */
export const PICTURE_SIZE = { width: 800, height: 600 } as const;
