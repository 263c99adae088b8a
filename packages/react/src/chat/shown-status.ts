/** A hook watches what it shows: what is not watched yet is about to be. */
export const shownStatus = <Status extends string>(status: Status): Exclude<Status, 'idle'> | 'loading' =>
  status === 'idle' ? 'loading' : (status as Exclude<Status, 'idle'>);
