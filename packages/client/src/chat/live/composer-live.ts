import type { Attachment, Draft, Upload } from '@pulse-io/protocol';
import type { PulseError } from '../../errors.js';
import type { Store } from '../../lib/store.js';
import type { CallOptions } from '../../transport/call-options.js';
import { upload } from '../../uploads/upload.js';
import type { ChatChannel } from '../chat-channel.js';
import type { ComposerAttachment, ComposerOptions, ComposerState, ComposerVerbs } from '../composer.js';
import type { Message, NewMessage } from '../message.js';
import type { ChatKit } from './chat-kit.js';

/** After the last change. */
const DRAFT_MS = 1_000;

const NOTHING: ComposerState = { text: '', attachments: [], replyTo: null, canSend: false };

interface File {
  readonly blob: Blob;
  readonly name: string;
  upload: AbortController;
}

/** Keeps what a user is about to send. */
export class ComposerLive implements ComposerVerbs {
  readonly #kit: ChatKit;
  readonly #channel: ChatChannel;
  readonly #parentId: string | undefined;
  readonly #state: Store<ComposerState>;
  readonly #files = new Map<string, File>();
  #unhear = () => {};
  /** Drafts are kept one after another. */
  #keeping: Promise<unknown> = Promise.resolve();
  #timer: unknown;
  /** Nothing was written here: a draft of another device may be shown. */
  #untouched = true;
  /** There may be a draft on the server. */
  #kept = false;

  constructor(kit: ChatKit, channel: ChatChannel, { parentId }: ComposerOptions, state: Store<ComposerState>) {
    this.#kit = kit;
    this.#channel = channel;
    this.#parentId = parentId;
    this.#state = state;
  }

  async restore(): Promise<void> {
    const { state } = this.#channel;
    if (this.#parentId !== undefined || !this.#untouched) return;
    const take = () => this.#takeDraft(state.getSnapshot().channel?.draft ?? null);
    this.#unhear();
    this.#unhear = state.subscribe(take);
    take();
    if (state.getSnapshot().status !== 'idle') return;
    const channel = await this.#channel.get().catch(() => null);
    this.#takeDraft(channel?.draft ?? null);
  }

  setText(text: string): void {
    const before = this.#state.getSnapshot().text;
    this.#change({ text });
    if (text === before) return;
    if (text) this.#ignore(this.#channel.startTyping());
    else this.#ignore(this.#channel.stopTyping());
  }

  setReplyTo(replyTo: string | null): void {
    this.#change({ replyTo });
  }

  async attach(blob: Blob, name = nameOf(blob)): Promise<void> {
    const id = this.#kit.config.nextId();
    const empty: ComposerAttachment = { id, name, progress: 0, status: 'uploading', error: null, attachment: null };
    this.#files.set(id, { blob, name, upload: new AbortController() });
    this.#change({ attachments: [...this.#state.getSnapshot().attachments, empty] });
    await this.#upload(id);
  }

  async retryAttachment(id: string): Promise<void> {
    const { attachments } = this.#state.getSnapshot();
    if (attachments.find((each) => each.id === id)?.status === 'failed') await this.#upload(id);
  }

  removeAttachment(id: string): void {
    this.#files.get(id)?.upload.abort();
    this.#files.delete(id);
    this.#change({ attachments: this.#state.getSnapshot().attachments.filter((each) => each.id !== id) });
  }

  async send(more: Partial<NewMessage> = {}, options?: CallOptions): Promise<Message> {
    const { createError } = this.#kit;
    const before = this.#state.getSnapshot();
    const { text, replyTo, attachments, canSend } = before;
    if (!canSend)
      throw createError({ code: 'invalid_request', message: 'There is nothing to send, or a file is not uploaded.' });
    const sending = this.#channel.sendMessage(
      {
        ...more,
        text,
        attachments: attachments.flatMap(({ attachment }) => attachment ?? []),
        ...(replyTo !== null && { replyTo }),
        ...(this.#parentId !== undefined && { parentId: this.#parentId }),
      },
      options,
    );
    this.#change(NOTHING);
    if (text) this.#ignore(this.#channel.stopTyping());
    try {
      return await sending;
    } catch (error) {
      // There is no row of it, so it is the user's to send again.
      if ((error as PulseError).code === 'outbox_full' && this.#isEmpty) this.#change(before);
      throw error;
    }
  }

  close(): void {
    this.#unhear();
    for (const { upload } of this.#files.values()) upload.abort();
    this.#files.clear();
    if (this.#timer !== undefined) this.#keep();
  }

  async #upload(id: string): Promise<void> {
    const { http, config } = this.#kit;
    const file = this.#files.get(id);
    if (!file) return;
    file.upload = new AbortController();
    this.#changeFile(id, { status: 'uploading', progress: 0, error: null });
    try {
      const answer = await upload({ http, logger: config.logger }, file.blob, {
        name: file.name,
        signal: file.upload.signal,
        idempotencyKey: id,
        onProgress: ({ sentBytes, totalBytes }) =>
          this.#changeFile(id, { progress: totalBytes ? sentBytes / totalBytes : 1 }),
      });
      this.#changeFile(id, { status: 'ready', progress: 1, attachment: toAttachment(answer) });
    } catch (error) {
      this.#changeFile(id, { status: 'failed', error: error as PulseError });
    }
  }

  get #isEmpty(): boolean {
    const { text, attachments } = this.#state.getSnapshot();
    return text === '' && attachments.length === 0;
  }

  #changeFile(id: string, change: Partial<ComposerAttachment>): void {
    const { attachments } = this.#state.getSnapshot();
    if (!this.#files.has(id)) return;
    const next = attachments.map((each) => (each.id === id ? { ...each, ...change } : each));
    if ('attachment' in change) this.#change({ attachments: next });
    else this.#show({ attachments: next });
  }

  /** What the user changed, which is to be kept. */
  #change(change: Partial<ComposerState>): void {
    const { clock } = this.#kit.config;
    this.#untouched = false;
    this.#show(change);
    if (this.#parentId !== undefined) return;
    clock.clearTimeout(this.#timer);
    this.#timer = clock.setTimeout(() => this.#keep(), DRAFT_MS);
  }

  #show(change: Partial<ComposerState>): void {
    const next = { ...this.#state.getSnapshot(), ...change };
    const { text, attachments } = next;
    const isWhole = attachments.every(({ status }) => status === 'ready');
    this.#state.set({ ...next, canSend: isWhole && (text.trim() !== '' || attachments.length > 0) });
  }

  #takeDraft(draft: Draft | null): void {
    if (!draft || !this.#untouched) return;
    this.#untouched = false;
    this.#kept = true;
    const attachments = (draft.attachments ?? []).map((attachment): ComposerAttachment => {
      const name = attachment.title ?? attachment.url;
      return { id: this.#kit.config.nextId(), name, progress: 1, status: 'ready', error: null, attachment };
    });
    this.#show({ text: draft.text, replyTo: draft.replyTo ?? null, attachments });
  }

  #keep(): void {
    this.#timer = undefined;
    const { text, replyTo, attachments } = this.#state.getSnapshot();
    const ready = attachments.flatMap(({ attachment }) => attachment ?? []);
    const isEmpty = text === '' && replyTo === null && ready.length === 0;
    if (isEmpty && !this.#kept) return;
    this.#kept = !isEmpty;
    const draft = { text, attachments: ready, ...(replyTo !== null && { replyTo }) };
    this.#keeping = this.#keeping.then(() => {
      const kept: Promise<unknown> = isEmpty ? this.#channel.removeDraft() : this.#channel.saveDraft(draft);
      return kept.catch((error: PulseError) => {
        if (error.code !== 'closed') this.#kit.config.logger.warn('Pulse: a draft could not be kept.', error);
      });
    });
  }

  /** Typing that cannot be told is no harm. */
  #ignore(done: Promise<void>): void {
    done.catch(() => {});
  }
}

const nameOf = (blob: Blob): string => ('name' in blob && String(blob.name)) || 'file';

const toAttachment = ({ url, name, mimeType, size, width, height }: Upload): Attachment => {
  const [kind] = mimeType.split('/');
  const type = kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'file';
  return { type, url, title: name, mimeType, size, ...(width && { width }), ...(height && { height }) };
};
