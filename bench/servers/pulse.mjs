// The whole backend as an embedded server: SQLite on disk, HTTP and realtime.
import { createMockServer } from '../../packages/mock-server/dist/index.js';
import { expose } from '../lib/expose.mjs';
import { tempFolder } from '../lib/temp-folder.mjs';

expose({
  async start() {
    const { url, apiKey, apiSecret } = await createMockServer({ data: tempFolder() });
    return { url, apiKey, apiSecret };
  },
});
