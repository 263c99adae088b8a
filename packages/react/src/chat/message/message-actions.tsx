import type { MessageRow } from '@pulse-io/client';
import { type RefObject, useState } from 'react';
import { Slot } from '../../lib/slot.js';
import { useStrings } from '../../strings/use-strings.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { IconButton } from '../../ui/icon-button.js';
import {
  AlertIcon,
  CopyIcon,
  EditIcon,
  MoreIcon,
  PinIcon,
  ReplyIcon,
  SmileIcon,
  ThreadIcon,
  TrashIcon,
} from '../../ui/icons.js';
import { Menu } from '../../ui/menu.js';
import { MenuItem } from '../../ui/menu-item.js';
import { Popover } from '../../ui/popover.js';
import { useChat } from '../chat-context.js';
import { EmojiGrid } from './reaction-picker.js';
import { QUICK_REACTIONS } from './reactions.js';

export interface MessageActionsProps {
  message: MessageRow;
  /** Told whether something of it stands open, so that it stays while the mouse is away. */
  onOpenChange: (open: boolean) => void;
  /** Gets the focus back. */
  messageRef: RefObject<HTMLElement | null>;
}

/** What can be done with a message: a bar beside it. */
export function MessageActions({ message, onOpenChange, messageRef }: MessageActionsProps) {
  const chat = useChat();
  const strings = useStrings();
  const [reacting, setReacting] = useState(false);
  const [removing, setRemoving] = useState(false);
  const { channel, act, extraActions } = chat;
  const own = message.userId === chat.userId;
  const toggle = (change: (open: boolean) => void) => (open: boolean) => {
    change(open);
    onOpenChange(open);
  };
  // Once what stands open is gone: until then nothing else can have it.
  const focusMessage = () => queueMicrotask(() => messageRef.current?.focus());
  const react = (emoji: string) => {
    const has = message.ownReactions?.includes(emoji);
    act(has ? channel.removeReaction(message.id, emoji) : channel.addReaction(message.id, emoji));
    toggle(setReacting)(false);
    focusMessage();
  };
  return (
    <div className="pulse-message-actions" role="toolbar" aria-label={strings.messageActions}>
      <Popover
        label={strings.react}
        placement="top-end"
        open={reacting}
        onOpenChange={toggle(setReacting)}
        trigger={<IconButton size="sm" label={strings.react} icon={<SmileIcon />} />}
      >
        <div className="pulse-quick-reactions">
          {QUICK_REACTIONS.map((emoji) => (
            <button
              key={emoji}
              type="button"
              className="pulse-emoji"
              aria-label={strings.reactWith(emoji)}
              onClick={() => react(emoji)}
            >
              {emoji}
            </button>
          ))}
        </div>
        <EmojiGrid onPick={react} />
      </Popover>
      <IconButton size="sm" label={strings.reply} icon={<ReplyIcon />} onClick={() => chat.reply(message.id)} />
      {chat.openThread && (
        <IconButton
          size="sm"
          label={strings.openThread}
          icon={<ThreadIcon />}
          onClick={() => chat.openThread?.(message.id)}
        />
      )}
      <Menu
        placement="bottom-end"
        onOpenChange={onOpenChange}
        trigger={<IconButton size="sm" label={strings.more} icon={<MoreIcon />} />}
      >
        <MenuItem icon={<CopyIcon />} onClick={() => void navigator.clipboard?.writeText(message.text)}>
          {strings.copyText}
        </MenuItem>
        {own && (
          <MenuItem icon={<EditIcon />} onClick={() => chat.edit(message.id)}>
            {strings.edit}
          </MenuItem>
        )}
        {chat.canModerate && (
          <MenuItem
            icon={<PinIcon />}
            onClick={() => act(message.pinnedAt ? channel.unpinMessage(message.id) : channel.pinMessage(message.id))}
          >
            {message.pinnedAt ? strings.unpin : strings.pin}
          </MenuItem>
        )}
        {extraActions && (
          <Slot
            fallback={
              <MenuItem disabled icon={<AlertIcon />}>
                {strings.problems.unknown}
              </MenuItem>
            }
          >
            {() => extraActions(message)}
          </Slot>
        )}
        {(own || chat.canModerate) && (
          <MenuItem icon={<TrashIcon />} tone="danger" onClick={() => toggle(setRemoving)(true)}>
            {strings.remove}
          </MenuItem>
        )}
      </Menu>
      <Dialog
        open={removing}
        size="sm"
        title={strings.removeMessage}
        description={strings.removeMessageHint}
        closeLabel={strings.close}
        onClose={() => toggle(setRemoving)(false)}
        footer={
          <>
            <Button onClick={() => toggle(setRemoving)(false)}>{strings.cancel}</Button>
            <Button
              variant="primary"
              tone="danger"
              data-autofocus=""
              onClick={() => {
                toggle(setRemoving)(false);
                focusMessage();
                act(channel.deleteMessage(message.id));
              }}
            >
              {strings.remove}
            </Button>
          </>
        }
      />
    </div>
  );
}
