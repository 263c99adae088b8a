import { StrictMode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { chatKit } from '../testing/chat-kit.js';
import { composerSource } from './composer-source.js';
import { useComposer } from './use-composer.js';
import { useMessages } from './use-messages.js';
import { useThread } from './use-thread.js';

const { kit, open } = chatKit();

function Composer({ id, parentId }: { id: string; parentId?: string }) {
  const { text, canSend, replyTo, attachments, setText, send, attach, setReplyTo } = useComposer(id, { parentId });
  return (
    <form>
      <textarea aria-label="Message" value={text} onChange={({ target }) => setText(target.value)} />
      <button type="button" disabled={!canSend} onClick={() => send()}>
        Send
      </button>
      <button type="button" onClick={() => attach(new Blob(['text'], { type: 'text/plain' }), 'notes.txt')}>
        Attach
      </button>
      <button type="button" onClick={() => setReplyTo(null)}>
        {replyTo ? 'Answers' : 'Answers nothing'}
      </button>
      {attachments.map(({ id: key, name, status }) => (
        <i key={key}>
          {name} {status}
        </i>
      ))}
    </form>
  );
}

function List({ id }: { id: string }) {
  const { messages } = useMessages(id);
  const { setReplyTo } = useComposer(id);
  return messages.map((message) => (
    <p key={message.id}>
      <span>
        {message.text} {message.replyTo && 'as an answer'}
      </span>
      <button type="button" onClick={() => setReplyTo(message.id)}>
        Answer {message.text}
      </button>
    </p>
  ));
}

function Thread({ id, parentId }: { id: string; parentId: string }) {
  const { parent, messages, status } = useThread(id, parentId);
  return (
    <p>
      {status} {parent?.text}: {messages.map(({ text }) => text).join()}
    </p>
  );
}

describe('a composer', () => {
  it('keeps every letter that is typed, and sends the text', async () => {
    const { id, wrap } = await open();
    const screen = await render(
      <StrictMode>
        {wrap(
          <>
            <List id={id} />
            <Composer id={id} />
          </>,
        )}
      </StrictMode>,
    );
    const input = screen.getByLabelText('Message');
    await userEvent.type(input, 'Hello there');
    await expect.element(input).toHaveValue('Hello there');
    await screen.getByText('Send').click();
    await expect.element(screen.getByText('Hello there', { exact: true })).toBeVisible();
    await expect.element(input).toHaveValue('');
    await expect.element(screen.getByText('Send')).toBeDisabled();
  });

  it('shows what is typed before there is its code, and has it all when there is', async () => {
    const { id, adasClient } = await open();
    const { actions, getSnapshot, subscribe } = composerSource(adasClient, JSON.stringify([id, null]));
    const texts: string[] = [];
    const end = subscribe(() => texts.push(getSnapshot().text));
    for (const text of ['H', 'He', 'Hey']) {
      actions.setText(text);
      expect(getSnapshot()).toMatchObject({ text, canSend: true });
    }
    const sent = await actions.send();
    expect(sent.text).toBe('Hey');
    expect(getSnapshot().text).toBe('');
    expect(texts.slice(0, 3)).toEqual(['H', 'He', 'Hey']);
    end();
  });

  it('is one for all components, so that a row can be answered', async () => {
    const { id, wrap } = await open(['question']);
    const screen = await render(
      wrap(
        <>
          <List id={id} />
          <Composer id={id} />
        </>,
      ),
    );
    await screen.getByText('Answer question').click();
    await expect.element(screen.getByText('Answers', { exact: true })).toBeVisible();
    await userEvent.type(screen.getByLabelText('Message'), 'reply');
    await screen.getByText('Send').click();
    await expect.element(screen.getByText('reply as an answer')).toBeVisible();
  });

  it('uploads files', async () => {
    const { id, wrap } = await open();
    const screen = await render(wrap(<Composer id={id} />));
    await screen.getByText('Attach').click();
    await expect.element(screen.getByText('notes.txt ready')).toBeVisible();
    await expect.element(screen.getByText('Send')).toBeEnabled();
  });

  it('keeps a draft when it is unmounted, and shows it again', async () => {
    const { id, adasClient, wrap } = await open();
    const screen = await render(wrap(<Composer id={id} />));
    await userEvent.type(screen.getByLabelText('Message'), 'Not yet');
    await expect.element(screen.getByLabelText('Message')).toHaveValue('Not yet');
    await screen.unmount();
    await vi.waitFor(async () => expect((await adasClient.chat.channel(id).get()).draft?.text).toBe('Not yet'), {
      timeout: 3_000,
    });
    const again = await render(wrap(<Composer id={id} />, kit.asUser(kit.name('ada'))));
    await expect.element(again.getByLabelText('Message')).toHaveValue('Not yet');
  });

  it('writes into a thread', async () => {
    const { id, channel, wrap } = await open(['parent']);
    const parentId = (await channel.get()).lastMessage?.id ?? '';
    const screen = await render(
      wrap(
        <>
          <Thread id={id} parentId={parentId} />
          <Composer id={id} parentId={parentId} />
        </>,
      ),
    );
    await expect.element(screen.getByText('ready parent:')).toBeVisible();
    await userEvent.type(screen.getByLabelText('Message'), 'child');
    await screen.getByText('Send').click();
    await expect.element(screen.getByText('ready parent: child')).toBeVisible();
    expect((await channel.get()).lastMessage).toMatchObject({ text: 'parent', threadCount: 1 });
  });
});
