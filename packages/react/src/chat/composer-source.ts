import type { Composer, ComposerState } from '@pulse-io/client';
import { Lease } from '../lib/lease.js';
import { perClient } from '../lib/per-client.js';
import { quiet } from '../lib/quiet.js';
import type { AppTypes } from '../lib/register.js';
import type { Source } from '../lib/source.js';
import { openChannel } from './channel-source.js';

/** What a composer can do, at any time. */
export type ComposerActions = Pick<
  Composer<AppTypes>,
  'setText' | 'attach' | 'removeAttachment' | 'retryAttachment' | 'setReplyTo' | 'send'
>;

interface ComposerSource extends Source<ComposerState> {
  readonly used: boolean;
  readonly actions: ComposerActions;
}

const NOTHING_WRITTEN: ComposerState = { text: '', attachments: [], replyTo: null, canSend: false };

/** The composer of `[channelId, parentId]` as JSON: open while components read it, and then kept as a draft. */
export const composerSource = /* @__PURE__ */ perClient((client, key): ComposerSource => {
  const [channelId, parentId] = JSON.parse(key) as [string, string | null];
  const listeners = new Set<() => void>();
  /** What was typed while the code of composers was still being loaded. */
  let early: ComposerState | null = null;
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  const lease = new Lease(
    client,
    () => {
      const composer = openChannel(client, channelId).composer(parentId === null ? {} : { parentId });
      return { composer: quiet(composer, ['send']), unsubscribe: composer.state.subscribe(tell) };
    },
    ({ composer, unsubscribe }) => {
      unsubscribe();
      composer.close();
      early = null;
    },
  );
  const composer = () => lease.use().composer;
  const state = () => lease.peek()?.composer.state.getSnapshot() ?? NOTHING_WRITTEN;

  async function setText(text: string): Promise<void> {
    // Nothing is answered as soon as the code is there.
    const done: unknown = composer().setText(text);
    if (done === undefined) return;
    const typed = { ...state(), text, canSend: text.trim() !== '' };
    early = typed;
    tell();
    await done;
    if (early !== typed) return;
    early = null;
    tell();
  }

  return {
    first: NOTHING_WRITTEN,
    getSnapshot: () => early ?? state(),
    get used() {
      return lease.used;
    },
    subscribe(listener) {
      const heard = () => listener();
      listeners.add(heard);
      const release = lease.hold();
      return () => {
        listeners.delete(heard);
        release();
      };
    },
    actions: {
      setText: (text) => void setText(text).catch(() => {}),
      attach: (file, name) => composer().attach(file, name),
      removeAttachment: (id) => composer().removeAttachment(id),
      retryAttachment: (id) => composer().retryAttachment(id),
      setReplyTo: (messageId) => composer().setReplyTo(messageId),
      send: (more, options) => composer().send(more, options),
    },
  };
});
