import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { chatKit } from '../../testing/chat-kit.js';
import { openChat } from '../../testing/open-chat.js';

const { kit, open } = chatKit();
const lines = (count: number) => Array.from({ length: count }, (_, at) => `Line ${at + 1}.`);

test('opens at what is new, reads it when the end is reached, and tells the author', async () => {
  const opened = await open(lines(40));
  await opened.channel.watch();
  const middle = opened.channel.state.getSnapshot().messages.find(({ text }) => text === 'Line 20.');
  await opened.adasClient.chat.channel(opened.id).markRead(middle?.id);
  const { screen } = await openChat(opened);
  await expect.element(screen.getByRole('separator', { name: 'New' })).toBeVisible();
  const reads = () => kit.mock.events.requests('markRead').filter(({ user }) => user === opened.ada).length;
  const before = reads();
  const jump = screen.getByRole('button', { name: /new messages$/ });
  await expect.element(jump).toBeVisible();
  expect(reads()).toBe(before);
  await userEvent.click(jump);
  await expect.element(screen.getByText('Line 40.')).toBeVisible();
  await vi.waitFor(() => expect(reads()).toBeGreaterThan(before));
  await vi.waitFor(() => {
    const { read } = opened.channel.state.getSnapshot();
    expect(read.map(({ userId }) => userId)).toContain(opened.ada);
  });
});

test('older messages come while scrolling back, and what is read keeps its place', async () => {
  const opened = await open(lines(80));
  await opened.adasClient.chat.channel(opened.id).markRead();
  const { log, screen } = await openChat(opened);
  await expect.element(screen.getByText('Line 80.', { exact: true })).toBeVisible();
  const list = (await log.findElement()) as HTMLElement;
  const lists = () => kit.mock.events.requests('listMessages').length;
  const before = lists();
  await userEvent.wheel(log, { delta: { y: -50_000 } });
  await vi.waitFor(() => expect(lists()).toBeGreaterThan(before));
  await expect.element(screen.getByRole('button', { name: 'Jump to newest' })).toBeVisible();
  await vi.waitFor(() => expect(list.scrollTop).toBeGreaterThan(0));
});

test('shows who has read up to the last message', async () => {
  const opened = await open(['Hello']);
  const { write, messageOf, screen } = await openChat(opened);
  await write('Seen?');
  await expect.element(messageOf('Seen?')).toHaveAttribute('data-status', 'sent');
  await opened.channel.markRead();
  await expect.element(screen.getByRole('img', { name: `Seen by ${opened.bob}` })).toBeVisible();
});

test('tells who types, until what was typed is there', async () => {
  const opened = await open(['Hello']);
  const { screen, messageOf } = await openChat(opened);
  await expect.element(messageOf('Hello')).toBeVisible();
  await opened.channel.watch();
  await opened.channel.startTyping();
  await expect.element(screen.getByText(`${opened.bob} is typing`)).toBeVisible();
  await opened.channel.sendMessage({ text: 'Typed' });
  await expect.element(messageOf('Typed')).toBeVisible();
  await expect.element(screen.getByText(`${opened.bob} is typing`)).not.toBeInTheDocument();
});

test('reads out what others write from now on, and nothing else', async () => {
  const opened = await open(lines(60));
  await opened.adasClient.chat.channel(opened.id).markRead();
  const { screen, log, write, messageOf } = await openChat(opened);
  await expect.element(screen.getByText('Line 60.')).toBeVisible();
  await expect.element(log).toHaveAttribute('aria-live', 'off');
  const list = await log.findElement();
  const told = () => list.parentElement?.querySelector('[aria-live=polite]')?.textContent;
  expect(told()).toBe('');
  await userEvent.wheel(log, { delta: { y: -50_000 } });
  await expect.element(screen.getByRole('button', { name: 'Jump to newest' })).toBeVisible();
  await write('Mine');
  await expect.element(messageOf('Mine')).toHaveAttribute('data-status', 'sent');
  expect(told()).toBe('');
  await opened.channel.sendMessage({ text: 'News' });
  await vi.waitFor(() => expect(told()).toBe(`${opened.bob}: News`));
});
