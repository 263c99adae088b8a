/** Where a popover stands beside its trigger while there is room; `start` is left in English and right in Arabic. */
export type Placement = 'bottom-start' | 'bottom' | 'bottom-end' | 'top-start' | 'top' | 'top-end';
