// @vitest-environment jsdom
import { describeThroughMsw } from './through-msw.test-kit.js';

describeThroughMsw('jsdom');
