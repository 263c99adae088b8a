import type { PulseClient } from '@pulse-io/client';
import { expect, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { ChatWindow, type ChatWindowProps } from '../chat/window/chat-window.js';
import '../styles/styles.css';
import type { chatKit } from './chat-kit.js';

type Opened = Awaited<ReturnType<ReturnType<typeof chatKit>['open']>>;

/** Ada's chat on the page, as she sees it, and what her hands do there. */
export async function openChat(
  { id, bob, wrap, adasClient }: Opened,
  props: Partial<ChatWindowProps> = {},
  client: PulseClient = adasClient,
) {
  const screen = await render(
    wrap(
      <div style={{ blockSize: '480px', inlineSize: '640px' }}>
        <ChatWindow channelId={id} {...props} />
      </div>,
      client,
    ),
  );
  const text = screen.getByRole('textbox', { name: `Message ${bob}` });
  return {
    screen,
    text,
    log: screen.getByRole('log'),
    async write(words: string) {
      await userEvent.click(text);
      await userEvent.keyboard(`${words}{Enter}`);
    },
    /** The message that says so. */
    messageOf: (words: string) => screen.getByRole('article').filter({ hasText: words }),
    /** Brings the focus to it, as the arrow keys do. */
    async focus(words: string) {
      const message = screen.getByRole('article').filter({ hasText: words });
      await vi.waitFor(() => {
        const element = message.element() as HTMLElement;
        element.focus();
        expect(element.querySelector('[role=toolbar]')).not.toBeNull();
      });
      return message;
    },
  };
}
