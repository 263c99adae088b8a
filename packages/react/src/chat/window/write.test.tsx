import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { chatKit } from '../../testing/chat-kit.js';
import { openChat } from '../../testing/open-chat.js';

const { kit, open } = chatKit();
afterEach(() => kit.mock.faults.clear());

test('Enter sends, the field is empty then and keeps the focus, and the other has it', async () => {
  const opened = await open(['Hello']);
  const { write, text, messageOf } = await openChat(opened);
  await expect.element(messageOf('Hello')).toBeVisible();
  await write('Hi Bob');
  await expect.element(messageOf('Hi Bob')).toHaveAttribute('data-status', 'sent');
  await expect.element(text).toHaveValue('');
  await expect.element(text).toHaveFocus();
  await opened.channel.watch();
  expect(opened.channel.state.getSnapshot().messages.map((message) => message.text)).toContain('Hi Bob');
});

test('Shift and Enter begins a line, and nothing is sent while a word is being composed', async () => {
  const opened = await open(['Hello']);
  const { text, messageOf } = await openChat(opened);
  await expect.element(messageOf('Hello')).toBeVisible();
  await userEvent.click(text);
  await userEvent.keyboard('one{Shift>}{Enter}{/Shift}two');
  await expect.element(text).toHaveValue('one\ntwo');
  const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, isComposing: true });
  (await text.findElement()).dispatchEvent(enter);
  expect(enter.defaultPrevented).toBe(false);
  await expect.element(text).toHaveValue('one\ntwo');
});

test('the arrow up edits what was written last, Escape leaves it, Enter saves', async () => {
  const opened = await open(['Hello']);
  const { screen, write, text, messageOf } = await openChat(opened);
  await write('A tpyo');
  await expect.element(messageOf('A tpyo')).toHaveAttribute('data-status', 'sent');
  await userEvent.keyboard('{ArrowUp}');
  const editor = screen.getByRole('textbox', { name: 'Edit', exact: true });
  await expect.element(editor).toHaveFocus();
  await userEvent.keyboard('!{Escape}');
  await expect.element(messageOf('A tpyo')).toHaveFocus();
  await userEvent.keyboard('e');
  await userEvent.fill(editor, 'A typo');
  await userEvent.keyboard('{Enter}');
  await expect.element(messageOf('A typo').getByText('edited')).toBeVisible();
  await expect.element(messageOf('A typo')).toHaveFocus();
  await expect.element(text).toHaveValue('');
});

test('a message that was not taken says so once, and can be sent again or discarded', async () => {
  const opened = await open(['Hello']);
  const { screen, write, messageOf } = await openChat(opened);
  await expect.element(messageOf('Hello')).toBeVisible();
  kit.mock.faults.failNext('sendMessage', { code: 'message_blocked', times: 2 });
  await write('Twice');
  const failed = messageOf('Twice');
  await expect.element(failed).toHaveAttribute('data-status', 'failed');
  expect(screen.getByRole('alert').elements()).toHaveLength(1);
  await userEvent.click(failed.getByRole('button', { name: 'Try again' }));
  await vi.waitFor(() => expect(kit.mock.faults.list()).toEqual([]));
  await expect.element(failed).toHaveAttribute('data-status', 'failed');
  await userEvent.click(failed.getByRole('button', { name: 'Try again' }));
  await expect.element(failed).toHaveAttribute('data-status', 'sent');
  kit.mock.faults.failNext('sendMessage', { code: 'message_blocked' });
  await write('Never mind');
  await userEvent.click(messageOf('Never mind').getByRole('button', { name: 'Discard' }));
  await expect.element(messageOf('Never mind')).not.toBeInTheDocument();
});

test('somebody is mentioned by keys alone', async () => {
  const opened = await open(['Hello']);
  const { screen, text, messageOf } = await openChat(opened);
  await expect.element(messageOf('Hello')).toBeVisible();
  await userEvent.click(text);
  await userEvent.keyboard('Look, @b');
  await expect
    .element(screen.getByRole('option', { name: `${opened.bob} @${opened.bob}` }))
    .toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Enter}');
  await expect.element(text).toHaveValue(`Look, @${opened.bob} `);
  await userEvent.keyboard('here{Enter}');
  await expect.element(messageOf('here')).toHaveAttribute('data-status', 'sent');
  await opened.channel.watch();
  const { messages } = opened.channel.state.getSnapshot();
  expect(messages.find((message) => message.text.endsWith('here'))?.mentions).toEqual([opened.bob]);
});

test.for(['paste', 'drop'] as const)('a file comes by %s, and goes with the message', async (way) => {
  const opened = await open(['Hello']);
  const { screen, text, messageOf } = await openChat(opened);
  await expect.element(messageOf('Hello')).toBeVisible();
  const transfer = new DataTransfer();
  transfer.items.add(new File(['Minutes of the meeting'], 'minutes.txt', { type: 'text/plain' }));
  const event =
    way === 'paste'
      ? new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true })
      : new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
  (await text.findElement()).dispatchEvent(event);
  expect(event.defaultPrevented).toBe(true);
  await expect.element(screen.getByRole('button', { name: 'Remove minutes.txt' })).toBeVisible();
  const send = screen.getByRole('button', { name: 'Send' });
  await expect.element(send).not.toHaveAttribute('aria-disabled');
  await userEvent.click(send);
  await expect.element(messageOf('minutes.txt')).toHaveAttribute('data-status', 'sent');
});
