import { type PulseClient, PulseError } from '@pulse-io/client';
import * as React from 'react';
import { StrictMode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { useMessages } from '../chat/use-messages.js';
import { API_KEY, BASE_URL, mockKit } from '../testing/mock-kit.js';
import { PulseProvider } from './pulse-provider.js';
import { useConnection } from './use-connection.js';
import { useIdentity } from './use-identity.js';
import { usePulse } from './use-pulse.js';
import { usePulseError } from './use-pulse-error.js';

const kit = mockKit();
const given = { apiKey: API_KEY, baseUrl: BASE_URL };

function Messages({ channelId, onClient }: { channelId: string; onClient?: (client: PulseClient) => void }) {
  const { messages, status } = useMessages(channelId);
  const { state } = useConnection();
  onClient?.(usePulse());
  return (
    <p>
      {state} {status} {messages.map(({ text }) => text).join()}
    </p>
  );
}

const Identity = () => <b>{useIdentity()}</b>;
const Problem = () => <b>{usePulseError()?.code}</b>;

async function channelOf(...names: string[]) {
  const owner = kit.asUser(kit.name('owner'));
  const id = kit.name('channel');
  const channel = await kit.channel(id, owner, names);
  return { id, channel };
}

describe('the provider', () => {
  it('makes one client and one socket in StrictMode, and closes them when it is unmounted', async () => {
    const ada = kit.name('ada');
    const { id, channel } = await channelOf(ada);
    await channel.sendMessage({ text: 'Hello' });
    const tokens = kit.requests('createDevToken');
    const clients = new Set<PulseClient>();
    const screen = await render(
      <StrictMode>
        <PulseProvider {...given} identity={ada}>
          <Messages channelId={id} onClient={(client) => clients.add(client)} />
          <Messages channelId={id} />
        </PulseProvider>
      </StrictMode>,
    );
    await expect.element(screen.getByText('connected ready Hello').first()).toBeVisible();
    expect(kit.sockets(ada)).toBe(1);
    expect(kit.requests('createDevToken') - tokens).toBe(1);
    expect(kit.asked(ada, `chat:${id}`)).toEqual({ subs: 1, unsubs: 0 });
    await screen.unmount();
    await vi.waitFor(() => expect(kit.openSockets(ada)).toBe(0));
    const [used] = [...clients].filter(({ connection }) => connection.state === 'closed');
    expect(used).toBeDefined();
  });

  it('keeps its client when it is given equal options, and makes another for another user', async () => {
    const [ada, bob] = [kit.name('ada'), kit.name('bob')];
    const { id } = await channelOf(ada, bob);
    const clients: PulseClient[] = [];
    const see = (client: PulseClient) => clients.at(-1) === client || clients.push(client);
    const app = (identity: string) => (
      <PulseProvider {...given} identity={identity} onError={() => {}}>
        <Messages channelId={id} onClient={see} />
      </PulseProvider>
    );
    const screen = await render(app(ada));
    await expect.element(screen.getByText('connected ready')).toBeVisible();
    await screen.rerender(app(ada));
    expect(clients).toHaveLength(1);
    await screen.rerender(app(bob));
    await vi.waitFor(() => expect([kit.openSockets(ada), kit.openSockets(bob)]).toEqual([0, 1]));
    expect(clients).toHaveLength(2);
  });

  it('asks the latest tokenProvider, and learns from its token who the user is', async () => {
    const ada = kit.name('ada');
    const { id } = await channelOf(ada);
    const asked: string[] = [];
    const app = (mark: string) => (
      <PulseProvider
        {...given}
        tokenProvider={async () => {
          asked.push(mark);
          return kit.tokenOf(ada);
        }}
      >
        <Identity />
        <Messages channelId={id} />
      </PulseProvider>
    );
    const screen = await render(app('first'));
    await expect.element(screen.getByText('connected ready')).toBeVisible();
    await expect.element(screen.getByText(ada, { exact: true })).toBeVisible();
    await screen.rerender(app('second'));
    kit.mock.faults.expireTokens({ user: ada });
    kit.mock.faults.dropSockets({ user: ada });
    await vi.waitFor(() => expect(asked).toEqual(['first', 'second']), { timeout: 5_000 });
    expect(kit.sockets(ada)).toBeLessThanOrEqual(3);
  });

  it('takes a ready client, and leaves it open', async () => {
    const ada = kit.name('ada');
    const { id } = await channelOf(ada);
    const client = kit.asUser(ada);
    const screen = await render(
      <PulseProvider client={client} identity={ada}>
        <Messages channelId={id} />
      </PulseProvider>,
    );
    await expect.element(screen.getByText('connected ready')).toBeVisible();
    await screen.unmount();
    await vi.waitFor(() => expect(kit.asked(ada, `chat:${id}`).unsubs).toBe(1), { timeout: 3_000 });
    expect(client.connection.state).toBe('connected');
  });

  it.skipIf(!('Activity' in React))('that was hidden has a client that works when it is shown again', async () => {
    const ada = kit.name('ada');
    const { id } = await channelOf(ada);
    const app = (mode: 'visible' | 'hidden') => (
      <React.Activity mode={mode}>
        <PulseProvider {...given} identity={ada}>
          <Messages channelId={id} />
        </PulseProvider>
      </React.Activity>
    );
    const screen = await render(app('visible'));
    await expect.element(screen.getByText('connected ready')).toBeVisible();
    await screen.rerender(app('hidden'));
    await vi.waitFor(() => expect(kit.openSockets(ada)).toBe(0));
    await screen.rerender(app('visible'));
    await expect.element(screen.getByText('connected ready')).toBeVisible();
    expect(kit.openSockets(ada)).toBe(1);
  });

  it('without a key renders its children, and says what to do', async () => {
    const onError = vi.fn();
    const apiKey = undefined as unknown as string;
    const screen = await render(
      <StrictMode>
        <PulseProvider apiKey={apiKey} onError={onError}>
          <Problem />
          <Messages channelId="general" />
        </PulseProvider>
      </StrictMode>,
    );
    await expect.element(screen.getByText('invalid_config')).toBeVisible();
    await expect.element(screen.getByText('failed error')).toBeVisible();
    expect(onError).toHaveBeenCalledTimes(1);
    expect(onError.mock.calls[0]?.[0]).toMatchObject({
      code: 'invalid_config',
      message: expect.stringContaining('pass apiKey='),
    });
  });

  it('says where only a mock server would do without a tokenProvider', async () => {
    const onError = vi.fn();
    kit.mock.faults.failNext('createDevToken', { code: 'dev_mode_only' });
    const screen = await render(
      <PulseProvider {...given} identity={kit.name('ada')} onError={onError}>
        <Messages channelId={kit.name('channel')} />
      </PulseProvider>,
    );
    await expect.element(screen.getByText('failed error')).toBeVisible();
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ code: 'dev_mode_only', hint: expect.stringContaining('pass a tokenProvider') }),
    );
  });

  it('tells onError, or else the console, when the token is refused', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { id } = await channelOf(kit.name('ada'));
    const screen = await render(
      <PulseProvider {...given} tokenProvider={() => 'no token'}>
        <Messages channelId={id} />
      </PulseProvider>,
    );
    await expect.element(screen.getByText('failed error')).toBeVisible();
    expect(log).toHaveBeenCalledWith(expect.stringContaining('Pulse: '), expect.any(PulseError));
    log.mockRestore();
  });

  it('makes up a guest for a bare key, which a mock server lets in', async () => {
    const screen = await render(
      <PulseProvider {...given}>
        <Identity />
      </PulseProvider>,
    );
    await expect.element(screen.getByText(/^guest-\w+$/)).toBeVisible();
  });
});
