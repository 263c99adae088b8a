import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import { type Diagnostics, type DiagnosticsOptions, formatDiagnostics } from '../devtools.js';
import { AuthError, type PulseClient } from '../index.js';
import { useRealClients } from '../testing/real-clients.js';

describe('diagnostics of a client and the real backend', () => {
  const real = useRealClients();
  const { sockets, connect, asServer, name } = real;
  const feedOf = (pulse: PulseClient, who: string) => pulse.feeds.get(`user:${name(who)}`);
  const post = (pulse: PulseClient, who: string, object: string) => real.post(pulse, name(who), object);
  const moves = ({ connection }: Diagnostics) => connection.timeline.map(({ from, to, event }) => [from, event, to]);

  it('are there before the client does anything', () => {
    const started = Date.now();
    const diagnostics = connect({ identity: name('ann') }).diagnostics();
    expect(diagnostics).toEqual({
      at: expect.any(Number),
      since: expect.any(Number),
      connection: { state: 'idle', error: null, attempts: 0, socket: null, timeline: [] },
      subscriptions: [],
      watchedUsers: [],
      outbox: [],
      lastEvents: [],
    });
    expect(diagnostics.since).toBeLessThanOrEqual(started);
    expect(diagnostics.at).toBeGreaterThanOrEqual(started);
    expectTypeOf(diagnostics).toEqualTypeOf<Diagnostics>();
    expectTypeOf<PulseClient<{ activity: { likes: number } }>['diagnostics']>().toEqualTypeOf<
      (options?: DiagnosticsOptions) => Diagnostics
    >();
  });

  it('tell what is subscribed to, who is watched and which events came', async () => {
    const [ann, bob] = [connect({ identity: name('ann') }), connect({ identity: name('bob') })];
    const feed = feedOf(bob, 'ann');
    await feed.watch();
    bob.presence.watch([name('ann'), name('carol')]);
    const { id } = await post(ann, 'ann', 'what she wrote');
    await vi.waitFor(() => expect(bob.diagnostics().lastEvents).toHaveLength(1));

    const channel = `feed:user:${name('ann')}`;
    const diagnostics = bob.diagnostics();
    expect(diagnostics.subscriptions).toEqual([
      { channel, subscribers: 1, epoch: expect.any(String), offset: 1, state: 'live' },
    ]);
    expect(diagnostics.watchedUsers).toEqual([name('ann'), name('carol')]);
    const event = { at: expect.any(Number), channel, type: 'feed.activity.added', offset: 1, id: expect.any(String) };
    expect(diagnostics.lastEvents).toEqual([event]);
    expect(JSON.stringify(diagnostics)).not.toContain('what she wrote');
    expect(bob.diagnostics({ eventData: true }).lastEvents).toMatchObject([
      { ...event, data: { activity: { id, object: 'what she wrote' } } },
    ]);
    expect(diagnostics.connection).toMatchObject({
      state: 'connected',
      socket: { session: expect.stringMatching(/./), clockSkewMs: expect.any(Number), sharing: 'none' },
    });
    expect(Math.abs(diagnostics.connection.socket?.clockSkewMs ?? Number.NaN)).toBeLessThan(1_000);
    expect(diagnostics.connection.socket?.lastFrameAt).toBeLessThanOrEqual(diagnostics.at);
    expect(ann.diagnostics().lastEvents).toEqual([]);

    feed.unwatch();
    expect(bob.diagnostics()).toMatchObject({ subscriptions: [], lastEvents: [event] });
  });

  it('tell of chat, and nothing that was said there', async () => {
    const [ann, bob] = [connect({ identity: name('ann') }), connect({ identity: name('bob') })];
    const { id } = await ann.chat.create({ type: 'team', members: [name('bob')] });
    const channel = bob.chat.channel(id);
    await channel.watch();
    await ann.chat.channel(id).sendMessage({ text: 'between us' });
    await vi.waitFor(() => expect(bob.diagnostics().lastEvents).toMatchObject([{ type: 'chat.message.new' }]));
    const diagnostics = bob.diagnostics();
    expect(diagnostics.subscriptions.map((each) => each.channel).sort()).toEqual([`chat:${id}`, `user:${name('bob')}`]);
    expect(JSON.stringify(diagnostics)).not.toContain('between us');
    channel.unwatch();
    expect(bob.diagnostics().subscriptions).toEqual([]);
  });

  it('are a copy, as plain JSON', async () => {
    const ann = connect({ identity: name('ann') });
    await feedOf(ann, 'ann').watch();
    await post(ann, 'ann', 'one');
    await vi.waitFor(() => expect(ann.diagnostics().lastEvents).toHaveLength(1));
    const before = ann.diagnostics({ eventData: true });
    expect(JSON.parse(JSON.stringify(before))).toEqual(before);
    before.connection.timeline.length = 0;
    before.lastEvents.length = 0;
    expect(moves(ann.diagnostics())).toEqual([
      ['idle', 'open', 'connecting'],
      ['connecting', 'welcomed', 'connected'],
    ]);
    expect(ann.diagnostics().lastEvents).toHaveLength(1);
  });

  it('tell of a reconnect, and of what was missed meanwhile', async () => {
    // The longest delay before the next try, so that there is time to look.
    const patient = { random: () => 0.99 };
    const [ann, bob] = [connect({ identity: name('ann') }), connect({ identity: name('bob'), ...patient })];
    await feedOf(bob, 'ann').watch();
    await vi.waitFor(() => expect(bob.connection.state).toBe('connected'));
    const { connection: before } = bob.diagnostics();
    sockets[0]?.close(4000, 'cut by the test');
    await vi.waitFor(() => expect(bob.connection.state).toBe('waiting'));
    expect(bob.diagnostics()).toMatchObject({
      connection: { state: 'waiting', attempts: 1, socket: null },
      subscriptions: [{ offset: 0, state: 'waiting' }],
    });
    await post(ann, 'ann', 'missed');
    await vi.waitFor(() => expect(bob.diagnostics().lastEvents).toHaveLength(1), { timeout: 5_000 });
    await vi.waitFor(() => expect(bob.connection.state).toBe('connected'));

    const { connection, subscriptions } = bob.diagnostics();
    expect(moves(bob.diagnostics())).toEqual([
      ['idle', 'open', 'connecting'],
      ['connecting', 'welcomed', 'connected'],
      ['connected', 'lost', 'waiting'],
      ['waiting', 'retry', 'connecting'],
      ['connecting', 'resumed', 'recovering'],
      ['recovering', 'recovered', 'connected'],
    ]);
    expect(connection.timeline.map(({ reason }) => reason)).toEqual([
      undefined,
      undefined,
      expect.stringMatching(/^4000/),
      undefined,
      undefined,
      undefined,
    ]);
    const times = connection.timeline.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(subscriptions).toMatchObject([{ offset: 1, state: 'live' }]);
    expect(before.socket?.session).toEqual(expect.any(String));
    expect(connection.socket?.session).not.toBe(before.socket?.session);
  });

  it('tell why the server refused for good', async () => {
    const { token } = await asServer().tokens.create({ identity: name('ann') });
    const ann = connect({ token });
    ann.presence.watch([name('bob')]);
    await vi.waitFor(() => expect(ann.connection.state).toBe('connected'));
    await asServer().tokens.revoke({ token });
    await vi.waitFor(() => expect(ann.connection.state).toBe('failed'));
    const { connection } = ann.diagnostics();
    expect(connection).toMatchObject({ error: { code: 'invalid_token', status: 0, requestId: null }, socket: null });
    expect(connection.timeline.at(-1)).toMatchObject({
      event: 'refused',
      reason: expect.stringMatching(/^invalid_token: .*4401/),
    });
  });

  it('tell of a failed write, without what was written', async () => {
    const ann = connect({ identity: name('ann') });
    const refused = feedOf(ann, 'ann').addActivity({
      actor: `user:${name('bob')}`,
      verb: 'post',
      object: 'in the name of another',
    });
    expect(ann.diagnostics().outbox).toMatchObject([{ state: 'pending', error: null }]);
    await expect(refused).rejects.toMatchObject({ code: 'forbidden_user' });
    const diagnostics = ann.diagnostics({ eventData: true });
    expect(diagnostics.outbox).toEqual([
      {
        id: expect.any(String),
        lane: `user:${name('ann')}`,
        operation: 'addActivity',
        state: 'failed',
        createdAt: expect.any(Number),
        error: {
          code: 'forbidden_user',
          message: expect.stringMatching(/./),
          status: 403,
          requestId: expect.stringMatching(/./),
        },
      },
    ]);
    expect(JSON.stringify(diagnostics)).not.toContain('in the name of another');
  });

  it('hold no token, key or secret, whoever quotes one', async () => {
    const { token } = await asServer().tokens.create({ identity: name('ann') });
    const secrets = [token, ...token.split('.'), real.server.apiKey, real.server.apiSecret];
    const clean = (pulse: PulseClient) => {
      const diagnostics = pulse.diagnostics({ eventData: true });
      for (const text of [JSON.stringify(diagnostics), formatDiagnostics(diagnostics)]) {
        for (const secret of secrets) expect(text).not.toContain(secret);
      }
      return diagnostics;
    };

    const ann = connect({ tokenProvider: () => token });
    const feed = feedOf(ann, 'ann');
    await feed.watch();
    await post(ann, 'ann', `token ${token}, secret ${real.server.apiSecret}, key ${real.server.apiKey}.`);
    await vi.waitFor(() => expect(ann.diagnostics().lastEvents).toHaveLength(1));
    expect(clean(ann).lastEvents).toMatchObject([
      { data: { activity: { object: 'token [redacted], secret [redacted], key [redacted].' } } },
    ]);
    ann.close();
    clean(ann);

    const backend = asServer();
    backend.presence.on('status_changed', () => {});
    await vi.waitFor(() => expect(backend.connection.state).toBe('connected'));
    expect(clean(backend).subscriptions).toMatchObject([{ channel: 'project' }]);

    const message = `The session ${token} has ended.`;
    const refused = connect({ tokenProvider: () => Promise.reject(new AuthError({ code: 'invalid_token', message })) });
    refused.presence.watchRoom(name('room'));
    await vi.waitFor(() => expect(refused.connection.state).toBe('failed'));
    expect(refused.connection.error?.message).toContain(token);
    expect(clean(refused).connection).toMatchObject({
      error: { message: 'The session [redacted] has ended.' },
      timeline: [{}, { reason: 'invalid_token: The session [redacted] has ended.' }],
    });
  });

  it('are readable lines, from stored JSON too', async () => {
    const [ann, bob] = [connect({ identity: name('ann') }), connect({ identity: name('bob') })];
    await feedOf(bob, 'ann').watch();
    bob.presence.watch([name('ann')]);
    const { id } = await post(ann, 'ann', 'hello');
    await post(bob, 'ann', 'hers').catch(() => {});
    await vi.waitFor(() => expect(bob.diagnostics().lastEvents).toHaveLength(1));
    const diagnostics = bob.diagnostics({ eventData: true });
    const text = formatDiagnostics(JSON.parse(JSON.stringify(diagnostics)));
    const lines = text.split('\n');
    expect(lines[0]).toBe(
      `Pulse diagnostics of ${new Date(diagnostics.at).toISOString()}, recorded since ${new Date(diagnostics.since).toISOString()}`,
    );
    expect(lines[1]).toBe('Connection: connected, failed tries: 0');
    expect(lines[2]).toContain(`session ${diagnostics.connection.socket?.session}`);
    const heads = lines.filter((line) => !line.startsWith(' ')).slice(2);
    expect(heads).toEqual([
      'Timeline: 2',
      'Subscriptions: 1',
      'Watched users: 1',
      'Unsent writes: 1',
      'Last events: 1',
    ]);
    expect(text).toMatch(/Z connecting → connected \(welcomed\)\n/);
    expect(text).toMatch(/ {2}feed:user:ann-\d+ live, subscribers: 1, at 1 of \S+\n/);
    expect(text).toMatch(/ addActivity in user:ann-\d+ failed \S+ forbidden_user: .+ \(HTTP 403\), request \S+\n/);
    expect(lines.at(-1)).toContain(`"id":"${id}"`);
  });
});
