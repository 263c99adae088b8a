import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createTestBackend } from '../testing/test-backend.js';
import { serve } from './serve.js';

describe('a server that stops', () => {
  it('does not wait for a connection over which nothing was asked', async () => {
    const t = await createTestBackend('memory');
    const server = await serve(t.backend, { port: 0 });
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    const ended = once(socket, 'close');
    const began = performance.now();
    await server.close();
    await ended;
    expect(performance.now() - began).toBeLessThan(1_000);
    await t.dispose();
  });
});
