const PATHS = {
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1',
  moon: 'M20 14.2A8 8 0 0 1 9.8 4 8 8 0 1 0 20 14.2Z',
  trash: 'M5 7h14M10 7V5h4v2M7 7l.8 12h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5',
  copy: 'M9 9V5.5h9.5V15H15M5.5 9H15v9.5H5.5Z',
  check: 'm5.5 12.5 4.2 4.2L18.5 8',
  chevron: 'm7 10 5 5 5-5',
  out: 'M9 7h8v8M17 7 7 17',
  retry: 'M19 12a7 7 0 1 1-2.2-5.1M19 4.5V8h-3.5',
  clock: 'M12 4.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15ZM12 8v4.2l2.6 1.6',
  send: 'M5 12 19.5 5 15 19.5l-3.2-5.8L5 12ZM11.8 13.7 19.5 5',
  warning: 'M12 4.5 3.8 19h16.4L12 4.5ZM12 10v4.2M12 16.6v.2',
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon in the colour of its text; decoration, so whatever holds it needs a name. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);
