import { StrictMode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { chatKit } from '../testing/chat-kit.js';
import type { TypingPlace } from './typing-source.js';
import { useIdle } from './use-idle.js';
import { usePresence } from './use-presence.js';
import { usePresences } from './use-presences.js';
import { useTyping } from './use-typing.js';

const { kit, open } = chatKit();

function Badge({ userId, onRender }: { userId: string; onRender?: (status: string) => void }) {
  const status = usePresence(userId)?.status ?? 'unknown';
  onRender?.(status);
  return <p>{status}</p>;
}

function Everybody({ userIds }: { userIds: readonly string[] }) {
  const presences = usePresences(userIds);
  return <p>{userIds.map((id) => presences[id]?.status ?? 'unknown').join()}</p>;
}

function Typing({ place }: { place: TypingPlace }) {
  const { userIds, startTyping } = useTyping(place);
  return (
    <button type="button" onClick={startTyping}>
      typing: {userIds.join()}
    </button>
  );
}

const Idle = () => <p>{useIdle() ? 'idle' : 'active'}</p>;

describe('presence in a component', () => {
  it('is known, and follows every change, and renders for that user alone', async () => {
    const { ada, bob, bobsClient, wrap } = await open();
    const eve = kit.name('eve');
    const seen: string[] = [];
    const screen = await render(
      <StrictMode>
        {wrap(
          <>
            <Badge userId={bob} />
            <Badge userId={eve} onRender={(status) => seen.at(-1) === status || seen.push(status)} />
          </>,
        )}
      </StrictMode>,
    );
    await expect.poll(() => screen.getByText('offline').elements()).toHaveLength(2);
    await bobsClient.presence.setBusy();
    await expect.element(screen.getByText('busy')).toBeVisible();
    expect(seen).toEqual(['unknown', 'offline']);
    await screen.unmount();
    const last = () =>
      kit.mock.events
        .frames({ user: ada, direction: 'in' })
        .flatMap(({ frame }) => (frame && 'watch' in frame ? [frame.watch.users] : []))
        .at(-1);
    await vi.waitFor(() => expect(last()).toEqual([]), { timeout: 3_000 });
  });

  it('of many is known too, in whatever order they are named', async () => {
    const { bob, bobsClient, wrap } = await open();
    await bobsClient.presence.setAway();
    const eve = kit.name('eve');
    const screen = await render(
      wrap(
        <>
          <Everybody userIds={[bob, eve]} />
          <Everybody userIds={[eve, bob, eve]} />
        </>,
      ),
    );
    await expect.element(screen.getByText('away,offline', { exact: true })).toBeVisible();
    await expect.element(screen.getByText('offline,away,offline')).toBeVisible();
  });

  it('of more users than a page may watch stays unknown, and the console tells', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { wrap } = await open();
    const screen = await render(wrap(<Everybody userIds={Array.from({ length: 501 }, (_, i) => `u${i}`)} />));
    await expect.element(screen.getByText(/^unknown,unknown/)).toBeVisible();
    expect(log).toHaveBeenCalledWith(expect.stringContaining('is not shown'), expect.any(Error));
    log.mockRestore();
  });

  it('tells who types in a channel and in a room', async () => {
    const { id, bob, ada, channel, bobsClient, wrap } = await open();
    const roomId = kit.name('room');
    const screen = await render(
      wrap(
        <>
          <Typing place={{ channelId: id }} />
          <Typing place={{ roomId }} />
        </>,
      ),
    );
    await channel.watch();
    const end = bobsClient.presence.watchRoom(roomId);
    await vi.waitFor(() => expect(kit.asked(ada, `room:${roomId}`).subs).toBe(1));
    await vi.waitFor(() => expect(kit.asked(ada, `chat:${id}`).subs).toBe(1));
    await channel.startTyping();
    await expect.element(screen.getByText(`typing: ${bob}`)).toBeVisible();
    await channel.stopTyping();
    await expect.poll(() => screen.getByText(`typing: ${bob}`).query()).toBeNull();
    await bobsClient.presence.startTyping(roomId);
    await expect.element(screen.getByText(`typing: ${bob}`)).toBeVisible();
    await screen.getByText('typing:', { exact: true }).click();
    await vi.waitFor(() => expect(channel.state.getSnapshot().typing).toEqual([ada]));
    end();
    channel.unwatch();
  });

  it('tells whether nobody sits before the device', async () => {
    const { adasClient, wrap } = await open();
    const screen = await render(wrap(<Idle />));
    await expect.element(screen.getByText('active')).toBeVisible();
    adasClient.presence.setIdle(true);
    await expect.element(screen.getByText('idle')).toBeVisible();
  });
});
