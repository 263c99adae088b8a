import { PulseError } from '@pulse-io/client';
import { memo, type ReactNode, StrictMode, useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { CatchErrors } from '../testing/catch-errors.js';
import { chatKit } from '../testing/chat-kit.js';
import { useChannel } from './use-channel.js';
import { useMessage } from './use-message.js';
import { useMessageIds } from './use-message-ids.js';
import { useMessages } from './use-messages.js';

const { kit, open } = chatKit();

function List({ id, children }: { id: string; children?: ReactNode }) {
  const { messages, status, error, hasOlder, sendMessage, loadOlder, refresh } = useMessages(id);
  return (
    <section>
      <p>
        {status} {error?.code}
      </p>
      <ol>
        {messages.map(({ id: key, text, status: sent }) => (
          <li key={key}>
            {text} {sent}
          </li>
        ))}
      </ol>
      <button type="button" onClick={() => sendMessage({ text: 'Mine' })}>
        Send
      </button>
      <button type="button" onClick={() => refresh()}>
        Refresh
      </button>
      {hasOlder && (
        <button type="button" onClick={() => loadOlder()}>
          Older
        </button>
      )}
      {children}
    </section>
  );
}

interface RowProps {
  id: string;
  messageId: string;
  onRender(name: string): void;
}

const Row = memo(({ id, messageId, onRender }: RowProps) => {
  const text = useMessage(id, messageId)?.text ?? '';
  onRender(text.replace('!', ''));
  return <li>{text}</li>;
});

function Rows({ id, onRender }: Omit<RowProps, 'messageId'>) {
  onRender('list');
  return (
    <ol>
      {useMessageIds(id).map((each) => (
        <Row key={each} id={id} messageId={each} onRender={onRender} />
      ))}
    </ol>
  );
}

const Name = memo(({ id, onRender }: Omit<RowProps, 'messageId'>) => {
  const { channel, status } = useChannel(id);
  onRender('name');
  return (
    <b>
      {status} {channel?.name ?? 'no name'}
    </b>
  );
});

/** Shows one page after the other. */
function Pages({ pages }: { pages: readonly ReactNode[] }) {
  const [page, setPage] = useState(0);
  return (
    <>
      {pages[page]}
      <button type="button" onClick={() => setPage(page + 1)}>
        Next
      </button>
    </>
  );
}

describe('messages in a component', () => {
  it('are read, arrive, are sent, and page', async () => {
    const { id, channel, wrap } = await open(Array.from({ length: 30 }, (_, i) => `m${i}`));
    const screen = await render(wrap(<List id={id} />));
    await expect.element(screen.getByText('m29 sent')).toBeVisible();
    expect(screen.getByText('m0 sent').query()).toBeNull();
    await screen.getByText('Older').click();
    await expect.element(screen.getByText('m0 sent')).toBeInTheDocument();
    await channel.sendMessage({ text: 'From Bob' });
    await expect.element(screen.getByText('From Bob sent')).toBeInTheDocument();
    await screen.getByText('Send').click();
    await expect.element(screen.getByText('Mine sent')).toBeInTheDocument();
  });

  it('show a failed send in its row, and raise no unhandled rejection', async () => {
    const { id, ada, channel, wrap } = await open();
    const unhandled = vi.fn();
    addEventListener('unhandledrejection', unhandled);
    const screen = await render(wrap(<List id={id} />));
    await expect.element(screen.getByText('ready')).toBeVisible();
    await channel.mute(ada, { ttlSeconds: 60 });
    await screen.getByText('Send').click();
    await expect.element(screen.getByText('Mine failed')).toBeVisible();
    removeEventListener('unhandledrejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('render one row alone when one message changes', async () => {
    const { id, channel, wrap } = await open(['one', 'two', 'three']);
    const renders: Record<string, number> = {};
    const count = (name: string) => {
      renders[name] = (renders[name] ?? 0) + 1;
    };
    const screen = await render(wrap(<Rows id={id} onRender={count} />));
    await expect.element(screen.getByText('three')).toBeVisible();
    const before = { ...renders };
    await channel.watch();
    const message = channel.state.getSnapshot().messages.find(({ text }) => text === 'two');
    await channel.editMessage(message?.id ?? '', { text: 'two!' });
    await expect.element(screen.getByText('two!')).toBeVisible();
    expect(renders).toEqual({ ...before, two: (before.two ?? 0) + 1 });
    channel.unwatch();
  });

  it('tell of a channel that does not exist, of a text that is no id, and of one that was left', async () => {
    const { id, ada, channel, wrap } = await open(['secret']);
    const screen = await render(
      wrap(
        <>
          <List id={kit.name('nowhere')} />
          <List id="no channel!" />
          <List id={id} />
        </>,
      ),
    );
    await expect.element(screen.getByText('error not_found')).toBeVisible();
    await expect.element(screen.getByText('error invalid_request')).toBeVisible();
    await expect.element(screen.getByText('secret sent')).toBeVisible();
    await channel.removeMember(ada);
    await expect.poll(() => screen.getByText('error not_found').elements()).toHaveLength(2);
    expect(screen.getByText('secret sent').query()).toBeNull();
  });

  it('tell of a token that the server refuses, and begin anew with another one', async () => {
    const { id, ada, wrap } = await open(['hello']);
    const token = await kit.tokenOf(ada);
    const tokenProvider = vi.fn(() => token).mockReturnValueOnce('no token');
    const client = kit.asUser(ada, { identity: undefined, tokenProvider });
    const screen = await render(wrap(<List id={id} />, client));
    await expect.element(screen.getByText('error invalid_token')).toBeVisible();
    await screen.getByText('Refresh').click();
    await expect.element(screen.getByText('hello sent')).toBeVisible();
    await expect.element(screen.getByText('ready')).toBeVisible();
  });

  it('begin anew after a token that could not be had', async () => {
    const { id, ada, wrap } = await open(['hello']);
    const token = await kit.tokenOf(ada);
    const loggedOut = new PulseError({ code: 'unauthenticated', message: 'Log in first.' });
    const tokenProvider = vi
      .fn(() => token)
      .mockImplementationOnce(() => {
        throw loggedOut;
      });
    const client = kit.asUser(ada, { identity: undefined, tokenProvider });
    const screen = await render(wrap(<List id={id} />, client));
    await expect.element(screen.getByText('error unauthenticated')).toBeVisible();
    await screen.getByText('Refresh').click();
    await expect.element(screen.getByText('hello sent')).toBeVisible();
    await expect.element(screen.getByText('ready')).toBeVisible();
  });

  it('say what to do outside of a provider', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const screen = await render(
      <CatchErrors>
        <List id="general" />
      </CatchErrors>,
    );
    await expect.element(screen.getByText(/put <PulseProvider apiKey=/)).toBeVisible();
    log.mockRestore();
  });
});

describe('a channel that several components show', () => {
  it('is watched once, and ended a moment after the last of them', async () => {
    const { id, ada, wrap } = await open(['hello']);
    const [first, second] = [<List key="first" id={id} />, <List key="second" id={id} />];
    const pages = [[first, second], [first], []];
    const screen = await render(<StrictMode>{wrap(<Pages pages={pages} />)}</StrictMode>);
    await expect.poll(() => screen.getByText('hello sent').elements()).toHaveLength(2);
    const { requests } = kit;
    expect([requests('listMessages', ada), requests('getChannel', ada)]).toEqual([1, 1]);
    await screen.getByText('Next').click();
    await screen.getByText('Next').click();
    expect(kit.asked(ada, `chat:${id}`)).toEqual({ subs: 1, unsubs: 0 });
    await vi.waitFor(() => expect(kit.asked(ada, `chat:${id}`).unsubs).toBe(1), { timeout: 3_000 });
  });

  it('is not ended where one page makes way for another that shows it too', async () => {
    const { id, ada, wrap } = await open(['hello']);
    const pages = [<List key="first" id={id} />, null, <List key="second" id={id} />];
    const screen = await render(wrap(<Pages pages={pages} />));
    await expect.element(screen.getByText('hello sent')).toBeVisible();
    await screen.getByText('Next').click();
    await screen.getByText('Next').click();
    await expect.element(screen.getByText('ready')).toBeVisible();
    expect(kit.asked(ada, `chat:${id}`)).toEqual({ subs: 1, unsubs: 0 });
    expect(kit.requests('listMessages', ada)).toBe(1);
  });

  it('renders nobody who shows another part of it', async () => {
    const { id, channel, wrap } = await open(['hello']);
    const onRender = vi.fn();
    const screen = await render(
      wrap(
        <>
          <Name id={id} onRender={onRender} />
          <List id={id} />
        </>,
      ),
    );
    await expect.element(screen.getByText('hello sent')).toBeVisible();
    await expect.element(screen.getByText('ready no name')).toBeVisible();
    onRender.mockClear();
    await channel.startTyping();
    await channel.update({ name: 'Renamed' });
    await expect.element(screen.getByText('ready Renamed')).toBeVisible();
    expect(onRender).toHaveBeenCalledTimes(1);
  });
});
