export { type ChatContextValue, useChat } from './chat/chat-context.js';
export { MessageComposer, type MessageComposerProps } from './chat/composer/message-composer.js';
export { ChannelList, type ChannelListProps } from './chat/list/channel-list.js';
export { ChannelListItem, type ChannelListItemProps } from './chat/list/channel-list-item.js';
export { Markdown, type MarkdownProps } from './chat/markdown/markdown.js';
export { MessageActions, type MessageActionsProps } from './chat/message/message-actions.js';
export { MessageAttachments, type MessageAttachmentsProps } from './chat/message/message-attachments.js';
export { MessageBody, type MessageBodyProps } from './chat/message/message-body.js';
export { MessageItem, type MessageItemProps } from './chat/message/message-item.js';
export { MessageReactions, type MessageReactionsProps } from './chat/message/message-reactions.js';
export { SeenBy, type SeenByProps } from './chat/read/seen-by.js';
export { MessageList, type MessageListProps } from './chat/timeline/message-list.js';
export { TypingLine } from './chat/typing/typing-line.js';
export { type UseChannelResult, useChannel } from './chat/use-channel.js';
export { useChannelState } from './chat/use-channel-state.js';
export { type UseChannelsResult, useChannels } from './chat/use-channels.js';
export { type UseComposerResult, useComposer } from './chat/use-composer.js';
export { type UseMembersResult, useMembers } from './chat/use-members.js';
export { useMessage } from './chat/use-message.js';
export { useMessageIds } from './chat/use-message-ids.js';
export { type UseMessagesResult, useMessages } from './chat/use-messages.js';
export { useReadReceipts } from './chat/use-read-receipts.js';
export { useReaders } from './chat/use-readers.js';
export { type UseThreadResult, useThread } from './chat/use-thread.js';
export { type UseUnreadResult, useUnread } from './chat/use-unread.js';
export { Chat, type ChatProps } from './chat/window/chat.js';
export { ChatHeader, type ChatHeaderProps } from './chat/window/chat-header.js';
export { ChatWindow, type ChatWindowProps } from './chat/window/chat-window.js';
export { ConnectionBanner } from './chat/window/connection-banner.js';
export { ProblemBanner } from './chat/window/problem-banner.js';
export { ThreadPanel, type ThreadPanelProps } from './chat/window/thread-panel.js';
export type { AppTypes, Register } from './lib/register.js';
export { PresenceBadge, type PresenceBadgeProps } from './presence/presence-badge.js';
export { TypingIndicator, type TypingIndicatorProps } from './presence/typing-indicator.js';
export type { TypingPlace } from './presence/typing-source.js';
export { useIdle } from './presence/use-idle.js';
export { usePresence } from './presence/use-presence.js';
export { usePresences } from './presence/use-presences.js';
export { type UseTypingResult, useTyping } from './presence/use-typing.js';
export {
  PulseProvider,
  type PulseProviderClient,
  type PulseProviderOptions,
  type PulseProviderProps,
} from './provider/pulse-provider.js';
export { type UseConnectionResult, useConnection } from './provider/use-connection.js';
export { useIdentity } from './provider/use-identity.js';
export { usePulse } from './provider/use-pulse.js';
export { usePulseError } from './provider/use-pulse-error.js';
export type { Strings } from './strings/strings.js';
export { StringsProvider, type StringsProviderProps, useStrings } from './strings/use-strings.js';
export { Avatar, type AvatarProps } from './ui/avatar.js';
export { AvatarGroup, type AvatarGroupProps } from './ui/avatar-group.js';
export { Badge, type BadgeProps } from './ui/badge.js';
export { Banner, type BannerProps } from './ui/banner.js';
export { Button, type ButtonProps } from './ui/button.js';
export { Count, type CountProps } from './ui/count.js';
export { Dialog, type DialogProps } from './ui/dialog.js';
export { Divider, type DividerProps } from './ui/divider.js';
export { Dot, type DotProps } from './ui/dot.js';
export { EmptyState, type EmptyStateProps } from './ui/empty-state.js';
export { ErrorState, type ErrorStateProps } from './ui/error-state.js';
export type { FieldOptions } from './ui/field.js';
export { Icon, type IconProps } from './ui/icon.js';
export { IconButton, type IconButtonProps } from './ui/icon-button.js';
export {
  AlertIcon,
  ArrowDownIcon,
  AttachIcon,
  BellIcon,
  CheckDoubleIcon,
  CheckIcon,
  ChevronDownIcon,
  ClockIcon,
  CloseIcon,
  CopyIcon,
  EditIcon,
  FileIcon,
  FlagIcon,
  ImageIcon,
  InfoIcon,
  MoreIcon,
  PinIcon,
  PlusIcon,
  ReplyIcon,
  RetryIcon,
  SearchIcon,
  SendIcon,
  SmileIcon,
  ThreadIcon,
  TrashIcon,
  UsersIcon,
} from './ui/icons.js';
export { Kbd } from './ui/kbd.js';
export { Menu, type MenuProps } from './ui/menu.js';
export { MenuItem, type MenuItemProps } from './ui/menu-item.js';
export type { Placement } from './ui/placement.js';
export { Popover, type PopoverProps } from './ui/popover.js';
export { PulseLogo, type PulseLogoProps } from './ui/pulse-logo.js';
export { ScrollArea, type ScrollAreaProps } from './ui/scroll-area.js';
export { Skeleton, type SkeletonProps } from './ui/skeleton.js';
export { Spinner, type SpinnerProps } from './ui/spinner.js';
export { Switch, type SwitchProps } from './ui/switch.js';
export { Tab, type TabProps } from './ui/tab.js';
export { TabList, type TabListProps } from './ui/tab-list.js';
export { TabPanel, type TabPanelProps } from './ui/tab-panel.js';
export { Tabs, type TabsProps } from './ui/tabs.js';
export { TextArea, type TextAreaProps } from './ui/text-area.js';
export { TextField, type TextFieldProps } from './ui/text-field.js';
export { Toast, type ToastProps } from './ui/toast.js';
export { ToastProvider, type ToastProviderProps } from './ui/toast-provider.js';
export type { Tone } from './ui/tone.js';
export { Tooltip, type TooltipProps } from './ui/tooltip.js';
export { type Toaster, type ToastOptions, useToast } from './ui/use-toast.js';
export { VirtualList, type VirtualListHandle, type VirtualListProps } from './ui/virtual-list/virtual-list.js';
export {
  type UserDirectory,
  type UserInfo,
  UsersProvider,
  type UsersProviderProps,
  useUser,
} from './users/use-user.js';
