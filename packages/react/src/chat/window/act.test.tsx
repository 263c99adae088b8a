import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { chatKit } from '../../testing/chat-kit.js';
import { openChat } from '../../testing/open-chat.js';

const { open } = chatKit();

test('deleting asks first, and leaves a place', async () => {
  const opened = await open(['Hello']);
  const { screen, write, focus, messageOf } = await openChat(opened);
  await write('Too early');
  await expect.element(messageOf('Too early')).toHaveAttribute('data-status', 'sent');
  const message = await focus('Too early');
  await userEvent.click(message.getByRole('button', { name: 'More' }));
  await userEvent.click(screen.getByRole('menuitem', { name: 'Delete' }));
  const dialog = screen.getByRole('dialog', { name: 'Delete this message?' });
  await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
  await expect.element(messageOf('Too early')).toBeVisible();
  await focus('Too early');
  await userEvent.click(message.getByRole('button', { name: 'More' }));
  await userEvent.click(screen.getByRole('menuitem', { name: 'Delete' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Delete' }));
  await expect.element(messageOf('This message was deleted')).toHaveFocus();
});

test('reacts from the bar, takes it back at the pill, and gives the focus back', async () => {
  const opened = await open(['Hello']);
  const { screen, focus, messageOf } = await openChat(opened);
  const message = await focus('Hello');
  await userEvent.click(message.getByRole('button', { name: 'React', exact: true }));
  await userEvent.click(screen.getByRole('button', { name: 'React with 🎉' }));
  const pill = messageOf('Hello').getByRole('button', { name: '🎉 1' });
  await expect.element(pill).toHaveAttribute('aria-pressed', 'true');
  await expect.element(message).toHaveFocus();
  await userEvent.click(pill);
  await expect.element(pill).not.toBeInTheDocument();
});

test('T opens the thread, where Enter answers; Escape closes it and the focus is back', async () => {
  const opened = await open(['A question']);
  const { screen, focus } = await openChat(opened);
  await focus('A question');
  await userEvent.keyboard('t');
  const thread = screen.getByRole('complementary', { name: 'Thread' });
  await expect.element(thread.getByRole('textbox')).toHaveFocus();
  await userEvent.keyboard('An answer{Enter}');
  await expect.element(thread.getByRole('article').filter({ hasText: 'An answer' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: '1 reply' }).first()).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(thread).not.toBeInTheDocument();
  await expect.element(screen.getByRole('article').filter({ hasText: 'A question' })).toHaveFocus();
});

test('R quotes, Escape takes that back, and a press on the quote goes to what it answers', async () => {
  const opened = await open(['A question', ...Array.from({ length: 20 }, (_, at) => `Other ${at}`)]);
  const { screen, text, messageOf, focus } = await openChat(opened);
  await focus('A question');
  await userEvent.keyboard('r');
  await expect.element(text).toHaveFocus();
  await expect.element(screen.getByText(`Replying to ${opened.bob}`)).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(screen.getByText(`Replying to ${opened.bob}`)).not.toBeInTheDocument();
  await focus('A question');
  await userEvent.keyboard('r');
  await expect.element(text).toHaveFocus();
  await userEvent.keyboard('An answer{Enter}');
  await userEvent.click(messageOf('An answer').getByRole('button', { name: /A question/ }));
  await expect.element(messageOf('A question').first()).toHaveFocus();
});

test('arrows walk through the messages, and Tab goes on to what can be done', async () => {
  const opened = await open(['One', 'Two', 'Three']);
  const { messageOf, log } = await openChat(opened);
  await expect.element(messageOf('Three')).toBeVisible();
  (await log.findElement()).focus();
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(messageOf('Three')).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}{ArrowUp}');
  await expect.element(messageOf('One')).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(messageOf('Two')).toHaveFocus();
  await userEvent.keyboard('{End}');
  await expect.element(messageOf('Three')).toHaveFocus();
  await userEvent.tab();
  await expect.element(messageOf('Three').getByRole('button', { name: 'React', exact: true })).toHaveFocus();
});
