/** Every text that the components show or say, in one object; those with something in them are functions. */
export interface Strings {
  /** As BCP 47: dates and numbers follow it. */
  locale: string;
  direction: 'ltr' | 'rtl';

  close: string;
  cancel: string;
  save: string;
  retry: string;
  discard: string;
  copy: string;
  more: string;
  search: string;
  loading: string;

  online: string;
  away: string;
  busy: string;
  offline: string;
  lastSeen: (time: string) => string;

  connecting: string;
  reconnecting: string;
  youAreOffline: string;
  connectionFailed: string;

  today: string;
  yesterday: string;
  messagesIn: (channel: string) => string;
  newMessages: string;
  unreadMessages: (count: number) => string;
  jumpToNewest: string;
  beginningOf: (channel: string) => string;
  noMessages: string;
  noMessagesHint: string;

  messageFrom: (name: string, time: string) => string;
  you: string;
  edited: string;
  deleted: string;
  pinned: string;
  sending: string;
  notSent: string;
  react: string;
  reactWith: (emoji: string) => string;
  reactedWith: (names: readonly string[], emoji: string) => string;
  reply: string;
  replyTo: (name: string) => string;
  thread: string;
  openThread: string;
  replies: (count: number) => string;
  edit: string;
  remove: string;
  removeMessage: string;
  removeMessageHint: string;
  pin: string;
  unpin: string;
  copyText: string;
  messageActions: string;
  seenBy: (names: readonly string[]) => string;
  showMore: string;
  showLess: string;
  download: (name: string) => string;
  imageMissing: string;

  isTyping: (names: readonly string[]) => string;
  severalTyping: (count: number) => string;

  messageTo: (channel: string) => string;
  send: string;
  attach: string;
  emoji: string;
  dropFiles: string;
  uploading: (percent: number) => string;
  uploadFailed: string;
  removeAttachment: (name: string) => string;
  editing: string;
  charactersLeft: (count: number) => string;
  suggestions: (count: number) => string;
  slowMode: (seconds: number) => string;

  channels: string;
  noChannels: string;
  noChannelsHint: string;
  nothingFound: (query: string) => string;
  unread: (count: number) => string;
  noLongerMember: string;

  /** What went wrong, by its code; `unknown` for those that are not here. */
  problems: Readonly<Record<string, string>> & { readonly unknown: string };
}
