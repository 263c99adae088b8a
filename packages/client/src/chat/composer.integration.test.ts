import { describe, expect, test, vi } from 'vitest';
import { useRealClients } from '../testing/real-clients.js';
import type { ComposerState } from './composer.js';

const { connect, asUser, name } = useRealClients();

/** Alice's channel with bob, both watching it, and her composer. */
async function composing(id: string) {
  const [alice, bob] = [asUser(name('alice')), asUser(name('bob'))];
  await alice.chat.create({ id: name(id), type: 'team', members: [name('bob')] });
  const [hers, his] = [alice.chat.channel(name(id)), bob.chat.channel(name(id))];
  await Promise.all([hers.watch(), his.watch()]);
  const composer = hers.composer();
  await vi.waitFor(() => expect(composer.setText('')).toBeUndefined());
  return { alice, bob, hers, his, composer };
}

const png = () => {
  const bytes = Uint8Array.from(
    atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
    (char) => char.charCodeAt(0),
  );
  return new File([bytes], 'dot.png', { type: 'image/png' });
};

describe('a composer', () => {
  test('tells that the user types, keeps the draft for other devices, and sends', async () => {
    const { hers, his, composer } = await composing('draft');
    composer.setText('hello');
    expect(composer.state.getSnapshot()).toMatchObject({ text: 'hello', canSend: true });
    await vi.waitFor(() => expect(his.state.getSnapshot().typing).toEqual([name('alice')]));
    await vi.waitFor(async () => expect((await hers.get()).draft).toMatchObject({ text: 'hello' }), { timeout: 4_000 });
    const phone = asUser(name('alice')).chat.channel(hers.id);
    const onPhone = phone.composer();
    await phone.watch();
    await vi.waitFor(() => expect(onPhone.state.getSnapshot()).toMatchObject({ text: 'hello', canSend: true }));
    const sending = composer.send({ mentions: [name('bob')] });
    expect(composer.state.getSnapshot()).toEqual({ text: '', attachments: [], replyTo: null, canSend: false });
    const { id } = await sending;
    await vi.waitFor(() => expect(his.state.getSnapshot()).toMatchObject({ typing: [], unreadMentions: 1 }));
    await vi.waitFor(async () => expect((await hers.get()).draft).toBeNull(), { timeout: 4_000 });
    composer.setReplyTo(id);
    composer.setText('and again');
    await composer.send();
    expect(hers.state.getSnapshot().messages.at(-1)).toMatchObject({ replyTo: id, text: 'and again' });
    composer.close();
    onPhone.close();
  });

  test('uploads what is attached, and sends it with the message', async () => {
    const { hers, his, composer } = await composing('files');
    const states: ComposerState[] = [];
    composer.state.subscribe(() => states.push(composer.state.getSnapshot()));
    const attaching = composer.attach(png());
    expect(composer.state.getSnapshot()).toMatchObject({
      attachments: [{ name: 'dot.png', status: 'uploading', progress: 0 }],
      canSend: false,
    });
    await expect(composer.send()).rejects.toMatchObject({ code: 'invalid_request' });
    await attaching;
    expect(composer.state.getSnapshot()).toMatchObject({
      attachments: [{ status: 'ready', progress: 1 }],
      canSend: true,
    });
    await composer.send();
    await vi.waitFor(() => expect(his.state.getSnapshot().messages).toHaveLength(1));
    const [attachment] = his.state.getSnapshot().messages[0]?.attachments ?? [];
    expect(attachment).toMatchObject({ type: 'image', title: 'dot.png', mimeType: 'image/png', width: 1, height: 1 });
    expect((await fetch(attachment?.url as string)).headers.get('content-type')).toBe('image/png');
    expect(hers.state.getSnapshot().messages[0]?.attachments).toEqual([attachment]);
    composer.close();
  });

  test('shows why a file was not taken, and takes it out', async () => {
    const { composer } = await composing('refused');
    await composer.attach(new File(['no picture'], 'fake.png', { type: 'image/png' }));
    const [file] = composer.state.getSnapshot().attachments;
    expect(file).toMatchObject({ status: 'failed', error: { code: 'unsupported_media_type' } });
    expect(composer.state.getSnapshot().canSend).toBe(false);
    await composer.retryAttachment(file?.id as string);
    expect(composer.state.getSnapshot().attachments).toMatchObject([{ status: 'failed' }]);
    composer.removeAttachment(file?.id as string);
    expect(composer.state.getSnapshot()).toMatchObject({ attachments: [], canSend: false });
    composer.close();
  });

  test('of a thread writes into it', async () => {
    const { hers } = await composing('thread');
    const { id } = await hers.sendMessage({ text: 'question' });
    const composer = hers.composer({ parentId: id });
    composer.setText('answer');
    await composer.send();
    await vi.waitFor(() => expect(hers.state.getSnapshot().messages).toMatchObject([{ id, threadCount: 1 }]));
    composer.close();
  });

  test('gives back what the outbox had no room for', async () => {
    const alice = connect({ identity: name('alice'), outbox: { limit: 1 }, fetch: () => new Promise(() => {}) });
    const channel = alice.chat.channel(name('full'));
    void channel.sendMessage({ text: 'waits' }).catch(() => {});
    const composer = channel.composer();
    composer.setText('no room');
    await expect(composer.send()).rejects.toMatchObject({ code: 'outbox_full' });
    expect(composer.state.getSnapshot()).toMatchObject({ text: 'no room', canSend: true });
    composer.close();
  });
});
