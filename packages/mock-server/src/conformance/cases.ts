import type { ConformanceCase } from './case.js';
import { authCases } from './cases/auth.js';
import { bodyCases } from './cases/bodies.js';
import { callerCases } from './cases/callers.js';
import { errorCases } from './cases/errors.js';
import { feedEventCases } from './cases/feed-events.js';
import { feedCases } from './cases/feeds.js';
import { followCases } from './cases/follows.js';
import { httpCases } from './cases/http.js';
import { idempotencyCases } from './cases/idempotency.js';
import { pageCases } from './cases/pages.js';
import { forgeryCases } from './cases/token-forgery.js';
import { revocationCases } from './cases/token-revocation.js';
import { tokenCases } from './cases/tokens.js';

/** Every case, in the order of reports. */
export const CASES: readonly ConformanceCase[] = [
  ...errorCases,
  ...bodyCases,
  ...httpCases,
  ...authCases,
  ...callerCases,
  ...tokenCases,
  ...revocationCases,
  ...forgeryCases,
  ...idempotencyCases,
  ...pageCases,
  ...feedCases,
  ...followCases,
  ...feedEventCases,
];
