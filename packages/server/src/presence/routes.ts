import type { Handlers } from '../http/handler.js';
import { getPresence } from './get-presence.js';
import { getPresenceBulk, postPresenceBulk } from './get-presence-bulk.js';
import { setOffline } from './set-offline.js';
import { setOnline } from './set-online.js';
import { setTyping } from './set-typing.js';

export const presenceHandlers = {
  setOnline,
  setOffline,
  setTyping,
  getPresence,
  getPresenceBulk,
  postPresenceBulk,
} satisfies Partial<Handlers>;
