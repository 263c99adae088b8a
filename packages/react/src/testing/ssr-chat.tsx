import { type ReactNode, StrictMode } from 'react';
import { ChatWindow } from '../chat/window/chat-window.js';
import { PulseProvider, type PulseProviderOptions } from '../provider/pulse-provider.js';
import { ar } from '../strings/ar.js';

interface SsrChatProps extends PulseProviderOptions {
  channelId: string;
  dir: 'ltr' | 'rtl';
}

/** A whole chat, for servers to render and pages to hydrate. */
export const SsrChat = ({ channelId, dir, ...options }: SsrChatProps): ReactNode => (
  <StrictMode>
    <PulseProvider {...options} onError={() => {}}>
      <div dir={dir} style={{ height: '400px' }}>
        <ChatWindow channelId={channelId} {...(dir === 'rtl' && { strings: ar })} />
      </div>
    </PulseProvider>
  </StrictMode>
);
