import type { ChannelState, ComposerState, PulseError } from '@pulse-io/client';
import {
  type ClipboardEvent,
  type DragEvent,
  type HTMLAttributes,
  type KeyboardEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { Later, latePart } from '../../lib/later.js';
import { part } from '../../lib/part.js';
import { useSelection } from '../../lib/use-selection.js';
import { usePulse } from '../../provider/use-pulse.js';
import { useStrings } from '../../strings/use-strings.js';
import { Banner } from '../../ui/banner.js';
import { IconButton } from '../../ui/icon-button.js';
import { AttachIcon, CloseIcon, SendIcon, SmileIcon } from '../../ui/icons.js';
import { Popover } from '../../ui/popover.js';
import { useUsers } from '../../users/use-user.js';
import { useChat } from '../chat-context.js';
import { composerSource } from '../composer-source.js';
import { findMention, mentionsIn } from './find-mention.js';
import { insertText } from './insert-text.js';
import { useSlowMode } from './use-slow-mode.js';
import { useWriteBlock } from './use-write-block.js';

/** Of a message: the server takes no more. */
const LONGEST_CHARS = 10_000;
/** Told from here on. */
const TELL_CHARS = 200;

const emojiGrid = /* @__PURE__ */ latePart(async () => (await import('../message/reaction-picker.js')).EmojiGrid);
const attachmentTray = /* @__PURE__ */ latePart(async () => (await import('./attachment-tray.js')).AttachmentTray);
const mentionList = /* @__PURE__ */ latePart(async () => (await import('./mention-list.js')).MentionList);

const membersOf = ({ members }: ChannelState) => members;
const whole = (state: ComposerState) => state;

export interface MessageComposerProps extends Omit<HTMLAttributes<HTMLFormElement>, 'children'> {
  /** How the channel is called. */
  title: string;
  /** Stands where nothing is written yet; that it is a message to the channel by default. */
  placeholder?: string;
}

/** Where a message is written: text, files, mentions and emoji. Enter sends, Shift and Enter begins a line. */
export function MessageComposer({ title, placeholder, className, ...rest }: MessageComposerProps) {
  const chat = useChat();
  const { state, listed, channelId, parentId, act } = chat;
  const strings = useStrings();
  const userOf = useUsers();
  const composing = composerSource(usePulse(), JSON.stringify([channelId, parentId]));
  const composer = composing.actions;
  const { text, attachments, replyTo, canSend } = useSelection(composing, whole);
  const members = useSelection(state, membersOf);
  const blocked = useWriteBlock();
  const area = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [cursor, setCursor] = useState(0);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const [dropping, setDropping] = useState(false);

  const userIds = members.map(({ userId }) => userId);
  const query = findMention(text, cursor);
  const wanted = query?.text.toLocaleLowerCase() ?? '';
  const suggested =
    query && query.start !== closedAt
      ? userIds
          .filter((id) => id !== chat.userId)
          .filter((id) => [id, userOf(id).name].some((name) => name.toLocaleLowerCase().startsWith(wanted)))
          .slice(0, 6)
      : [];
  const chosen = suggested[Math.min(active, suggested.length - 1)];
  const left = LONGEST_CHARS - text.length;
  const waitSeconds = useSlowMode();
  const ready = canSend && left >= 0 && waitSeconds === 0;

  useEffect(() => {
    if (replyTo) area.current?.focus();
  }, [replyTo]);

  function mention(userId: string): void {
    if (!query || !area.current) return;
    const place = query.start + userId.length + 2;
    composer.setText(`${text.slice(0, query.start)}@${userId} ${text.slice(cursor)}`);
    setActive(0);
    // Behind what was inserted, once it is there.
    requestAnimationFrame(() => area.current?.setSelectionRange(place, place));
    area.current.focus();
  }

  function send(): void {
    if (!ready || blocked) return;
    const sending = composer.send({ mentions: mentionsIn(text, userIds) });
    // Whoever writes wants to see it.
    if (listed.getSnapshot().hasNewer) act(chat.moves.loadNewest());
    chat.list.current?.scrollToEnd();
    // A failed row says it itself.
    const isTold = (code: string) =>
      listed.getSnapshot().messages.some(({ status, error }) => status === 'failed' && error?.code === code);
    act(Promise.resolve(sending).catch((error: PulseError) => !isTold(error.code) && Promise.reject(error)));
    area.current?.focus();
  }

  function attach(list: Iterable<File>): void {
    for (const file of list) void composer.attach(file, file.name);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing) return;
    if (chosen && query) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step || event.key === 'Enter' || event.key === 'Tab' || event.key === 'Escape') {
        event.preventDefault();
        if (step) setActive((active + step + suggested.length) % suggested.length);
        else if (event.key === 'Escape') setClosedAt(query.start);
        else mention(chosen);
        return;
      }
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape' && replyTo) chat.reply(null);
    else if (event.key === 'ArrowUp' && !text && parentId === null) {
      const last = state.getSnapshot().messages.findLast(({ userId }) => userId === chat.userId);
      if (last?.status !== 'sent' || last.deletedAt) return;
      event.preventDefault();
      chat.edit(last.id);
    }
  }

  if (blocked) return <Banner className="pulse-composer-blocked">{blocked}</Banner>;
  return (
    <form
      {...rest}
      className={part('composer', className)}
      data-dropping={dropping || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onDragOver={(event: DragEvent) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) =>
        setDropping(currentTarget.contains(relatedTarget as Node | null))
      }
      onDrop={(event) => {
        event.preventDefault();
        setDropping(false);
        attach(event.dataTransfer.files);
      }}
    >
      {dropping && <div className="pulse-composer-drop">{strings.dropFiles}</div>}
      {replyTo && <ReplyingTo messageId={replyTo} onCancel={() => chat.reply(null)} />}
      {attachments.length > 0 && <Later of={attachmentTray} attachments={attachments} composer={composer} />}
      {chosen && <Later of={mentionList} id={listId} userIds={suggested} active={chosen} onPick={mention} />}
      <div className="pulse-composer-row">
        <IconButton label={strings.attach} icon={<AttachIcon />} onClick={() => files.current?.click()} />
        <input
          ref={files}
          type="file"
          multiple
          hidden
          onChange={({ currentTarget }) => {
            attach(currentTarget.files ?? []);
            currentTarget.value = '';
          }}
        />
        <textarea
          ref={area}
          className="pulse-composer-text"
          rows={1}
          dir="auto"
          value={text}
          placeholder={placeholder ?? strings.messageTo(title)}
          aria-label={placeholder ?? strings.messageTo(title)}
          aria-invalid={left < 0 || undefined}
          {...(chosen && {
            'aria-controls': listId,
            'aria-activedescendant': `${listId}-${chosen}`,
            'aria-autocomplete': 'list' as const,
          })}
          onChange={({ currentTarget }) => {
            composer.setText(currentTarget.value);
            setCursor(currentTarget.selectionStart);
            setClosedAt(null);
          }}
          onSelect={({ currentTarget }) => setCursor(currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
          onPaste={(event: ClipboardEvent) => {
            if (event.clipboardData.files.length === 0) return;
            event.preventDefault();
            attach(event.clipboardData.files);
          }}
        />
        <Popover
          label={strings.emoji}
          placement="top-end"
          trigger={<IconButton label={strings.emoji} icon={<SmileIcon />} />}
        >
          <Later
            of={emojiGrid}
            onPick={(emoji) => area.current && composer.setText(insertText(area.current, text, emoji))}
          />
        </Popover>
        <IconButton
          type="submit"
          variant="primary"
          label={strings.send}
          icon={<SendIcon />}
          aria-disabled={!ready || undefined}
        />
      </div>
      {waitSeconds > 0 && <p className="pulse-composer-left">{strings.slowMode(waitSeconds)}</p>}
      {left < TELL_CHARS && (
        <p className="pulse-composer-left" data-tone={left < 0 ? 'danger' : undefined} role="status">
          {strings.charactersLeft(left)}
        </p>
      )}
    </form>
  );
}

function ReplyingTo({ messageId, onCancel }: { messageId: string; onCancel: () => void }) {
  const { listed } = useChat();
  const strings = useStrings();
  const userOf = useUsers();
  const message = listed.getSnapshot().messages.find(({ id }) => id === messageId);
  return (
    <div className="pulse-composer-reply">
      <span className="pulse-composer-reply-words">
        <bdi>{strings.replyTo(message ? userOf(message.userId).name : '…')}</bdi>
        <span>{message?.text}</span>
      </span>
      <IconButton size="sm" label={strings.cancel} icon={<CloseIcon />} onClick={onCancel} />
    </div>
  );
}
