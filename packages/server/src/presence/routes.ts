import type { Handlers } from '../http/handler.js';
import { getPresence } from './get-presence.js';
import { getPresenceBulk, postPresenceBulk } from './get-presence-bulk.js';
import { getRoomPresence } from './get-room-presence.js';
import { setActivity } from './set-activity.js';
import { setOffline } from './set-offline.js';
import { setOnline } from './set-online.js';
import { setTyping } from './set-typing.js';

export const presenceHandlers = {
  setOnline,
  setOffline,
  setActivity,
  setTyping,
  getPresence,
  getPresenceBulk,
  postPresenceBulk,
  getRoomPresence,
} satisfies Partial<Handlers>;
