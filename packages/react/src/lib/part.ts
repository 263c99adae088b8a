/** The classes of a part: what all share, its own, and what its user adds. */
export const part = (name: string, className?: string): string =>
  `pulse pulse-${name}${className ? ` ${className}` : ''}`;
