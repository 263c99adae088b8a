import type { ConformanceCase } from './case.js';
import { authCases } from './cases/auth.js';
import { bodyCases } from './cases/bodies.js';
import { callerCases } from './cases/callers.js';
import { channelListCases } from './cases/chat/channel-lists.js';
import { channelCases } from './cases/chat/channels.js';
import { draftCases } from './cases/chat/drafts.js';
import { chatEventCases } from './cases/chat/events.js';
import { memberCases } from './cases/chat/members.js';
import { messagePageCases } from './cases/chat/message-pages.js';
import { messageCases } from './cases/chat/messages.js';
import { moderationCases } from './cases/chat/moderation.js';
import { threadCases } from './cases/chat/threads.js';
import { errorCases } from './cases/errors.js';
import { feedEventCases } from './cases/feed-events.js';
import { feedCases } from './cases/feeds.js';
import { followCases } from './cases/follows.js';
import { httpCases } from './cases/http.js';
import { idempotencyCases } from './cases/idempotency.js';
import { pageCases } from './cases/pages.js';
import { presenceCases } from './cases/presence.js';
import { livePresenceCases } from './cases/presence-live.js';
import { readStateCases } from './cases/read-state.js';
import { connectingCases } from './cases/realtime/connecting.js';
import { frameCases } from './cases/realtime/frames.js';
import { recoveryCases } from './cases/realtime/recovery.js';
import { roomCases } from './cases/rooms.js';
import { searchCases } from './cases/search.js';
import { forgeryCases } from './cases/token-forgery.js';
import { revocationCases } from './cases/token-revocation.js';
import { tokenCases } from './cases/tokens.js';
import { uploadCases } from './cases/uploads.js';

/** Every case, in the order of reports. */
export const CASES: readonly ConformanceCase[] = [
  ...[errorCases, bodyCases, httpCases, authCases, callerCases, tokenCases, revocationCases, forgeryCases],
  ...[idempotencyCases, pageCases, feedCases, followCases, feedEventCases],
  ...[channelCases, channelListCases, memberCases, messageCases, messagePageCases, threadCases, draftCases],
  ...[moderationCases, chatEventCases, readStateCases, searchCases, presenceCases, livePresenceCases, roomCases],
  ...[uploadCases, connectingCases, frameCases, recoveryCases],
].flat();
