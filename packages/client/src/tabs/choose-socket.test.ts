import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PulseClientOptions, resolveConfig } from '../config.js';
import { fakeToken } from '../testing/fakes.js';
import { ManualClock } from '../testing/manual-clock.js';
import { ScriptedServer, ScriptedSocket } from '../testing/scripted-socket.js';
import { FakeBrowser, FakePage } from './browser.test-kit.js';
import { chooseSocket } from './choose-socket.js';
import { SharedSocket } from './shared-socket.js';

const URL = 'wss://pulse.example/v1/realtime';

describe('the choice of a socket', () => {
  const clock = new ManualClock();
  const server = new ScriptedServer(clock);
  const token = fakeToken('alice', 9e15);
  let names: string[];

  beforeEach(() => {
    const page = new FakePage(new FakeBrowser(), clock);
    vi.stubGlobal('navigator', { locks: page.locks });
    names = [];
    vi.stubGlobal(
      'BroadcastChannel',
      class {
        constructor(name: string) {
          names.push(name);
        }
        postMessage() {}
        addEventListener() {}
        close() {}
      },
    );
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  async function choose(options: Partial<PulseClientOptions> = {}, withToken: string | undefined = token) {
    const config = resolveConfig({ apiKey: 'key', token, clock, WebSocket: server.WebSocket, tabs: true, ...options });
    return (await chooseSocket(config)(withToken))?.(URL, 'pulse.v1.json');
  }

  it('falls on a shared one where the platform can and the token names a user', async () => {
    const socket = await choose();
    expect(socket).toBeInstanceOf(SharedSocket);
    socket?.close();
  });

  it.each<[string, () => Parameters<typeof choose>]>([
    ['the app does not want it', () => [{ tabs: false }]],
    ['there is no page', () => [{ tabs: undefined }]],
    ['the token names nobody', () => [{}, 'opaque']],
    [
      'there are no locks',
      () => {
        vi.stubGlobal('navigator', {});
        return [];
      },
    ],
    [
      'there is no navigator',
      () => {
        vi.stubGlobal('navigator', undefined);
        return [];
      },
    ],
    [
      'there are no channels between tabs',
      () => {
        vi.stubGlobal('BroadcastChannel', undefined);
        return [];
      },
    ],
  ])('falls on one of its own where %s', async (_, prepare) => {
    expect(await choose(...prepare())).toBeInstanceOf(ScriptedSocket);
  });

  it('falls on a shared one in a page by itself', async () => {
    vi.stubGlobal('window', {});
    vi.stubGlobal('document', {});
    const socket = await choose({ tabs: undefined });
    expect(socket).toBeInstanceOf(SharedSocket);
    socket?.close();
  });

  it('falls on one of its own after locks were refused', async () => {
    const refusal = new DOMException('No.', 'SecurityError');
    vi.stubGlobal('navigator', { locks: { request: () => Promise.reject(refusal) } });
    const choice = chooseSocket(
      resolveConfig({ apiKey: 'key', token, clock, WebSocket: server.WebSocket, tabs: true }),
    );
    const first = (await choice(token))?.(URL, 'pulse.v1.json');
    const closed = new Promise<number | undefined>((resolve) => {
      first?.addEventListener('close', ({ code }) => resolve(code));
    });
    expect(await closed).toBe(1006);
    expect((await choice(token))?.(URL, 'pulse.v1.json')).toBeInstanceOf(ScriptedSocket);
  });

  describe('is of one name', () => {
    async function nameOf(claims: object, options: Partial<PulseClientOptions> = {}): Promise<string | undefined> {
      const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
      (await choose(options, `x.${payload}.x`))?.close();
      return names.at(-1);
    }

    it('for tokens that open the same', async () => {
      const pulse = { project: 'p', role: 'user', room: 'r' };
      const first = await nameOf({ sub: 'alice', jti: '1', exp: 1, pulse: { ...pulse, issuedAt: 1 } });
      expect(await nameOf({ sub: 'alice', jti: '2', exp: 2, pulse: { ...pulse, issuedAt: 2 } })).toBe(first);
      expect(names).toHaveLength(2);
    });

    it('not for another user, role, room or project', async () => {
      await nameOf({ sub: 'alice' });
      await nameOf({ sub: 'bob' });
      await nameOf({ sub: 'alice', pulse: { role: 'moderator' } });
      await nameOf({ sub: 'alice', pulse: { room: 'r' } });
      await nameOf({ sub: 'alice' }, { apiKey: 'other' });
      expect(new Set(names).size).toBe(5);
    });
  });
});
