import type { PulseError } from '../../errors.js';

/** Whether the user may not see the channel: what was seen of it is not shown any longer. */
export const isOutOfSight = ({ code }: PulseError): boolean => /^(banned|forbidden|not_found)$/.test(code);
