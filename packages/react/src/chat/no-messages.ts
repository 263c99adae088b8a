import type { MessagesState } from '@pulse-io/client';
import type { AppTypes } from '../lib/register.js';

export const NO_MESSAGES: MessagesState<AppTypes> = {
  messages: [],
  hasOlder: false,
  hasNewer: false,
  status: 'idle',
  error: null,
};

/** Calls whose failures the state of a channel, or of a thread, tells. */
export const TOLD_BY_MESSAGES = [
  'refresh',
  'loadOlder',
  'loadNewer',
  'loadNewest',
  'loadAround',
  'sendMessage',
] as const;
