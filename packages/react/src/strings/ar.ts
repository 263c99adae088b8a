import { createList, createPlural } from './format.js';
import type { Strings } from './strings.js';

const plural = /* @__PURE__ */ createPlural('ar');
const list = /* @__PURE__ */ createList('ar');

/** Arabic. */
export const ar: Strings = {
  locale: 'ar',
  direction: 'rtl',

  close: 'إغلاق',
  cancel: 'إلغاء',
  save: 'حفظ',
  retry: 'إعادة المحاولة',
  discard: 'تجاهل',
  copy: 'نسخ',
  more: 'المزيد',
  search: 'بحث',
  loading: 'جارٍ التحميل',

  online: 'متصل',
  away: 'بعيد',
  busy: 'يرجى عدم الإزعاج',
  offline: 'غير متصل',
  lastSeen: (time) => `آخر ظهور ${time}`,

  connecting: 'جارٍ الاتصال…',
  reconnecting: 'انقطع الاتصال. جارٍ إعادة الاتصال…',
  youAreOffline: 'أنت غير متصل. سيُرسل ما تكتبه عند عودتك.',
  connectionFailed: 'رُفض الاتصال.',

  today: 'اليوم',
  yesterday: 'أمس',
  messagesIn: (channel) => `الرسائل في ${channel}`,
  newMessages: 'جديد',
  unreadMessages: (count) =>
    plural(count, {
      zero: 'لا رسائل جديدة',
      one: 'رسالة جديدة واحدة',
      two: 'رسالتان جديدتان',
      few: '# رسائل جديدة',
      many: '# رسالة جديدة',
      other: '# رسالة جديدة',
    }),
  jumpToNewest: 'الانتقال إلى الأحدث',
  beginningOf: (channel) => `هنا تبدأ ${channel}.`,
  noMessages: 'لا رسائل بعد',
  noMessagesHint: 'قل مرحبًا: لا بد أن يبدأ أحد.',

  messageFrom: (name, time) => `${name}، ${time}`,
  you: 'أنت',
  edited: 'معدّلة',
  deleted: 'حُذفت هذه الرسالة',
  pinned: 'مثبّتة',
  sending: 'جارٍ الإرسال',
  notSent: 'لم تُرسل',
  react: 'تفاعل',
  reactWith: (emoji) => `التفاعل بـ ${emoji}`,
  reactedWith: (names, emoji) => `${list(names)}: ${emoji}`,
  reply: 'رد',
  replyTo: (name) => `رد على ${name}`,
  thread: 'سلسلة',
  openThread: 'الرد في سلسلة',
  replies: (count) =>
    plural(count, { zero: 'لا ردود', one: 'رد واحد', two: 'ردّان', few: '# ردود', many: '# ردًا', other: '# رد' }),
  edit: 'تعديل',
  remove: 'حذف',
  removeMessage: 'هل تريد حذف هذه الرسالة؟',
  removeMessageHint: 'ستختفي عند الجميع ولا يمكن استعادتها.',
  pin: 'تثبيت',
  unpin: 'إلغاء التثبيت',
  copyText: 'نسخ النص',
  messageActions: 'إجراءات الرسالة',
  seenBy: (names) => `شاهدها ${list(names)}`,
  showMore: 'عرض المزيد',
  showLess: 'عرض أقل',
  download: (name) => `تنزيل ${name}`,
  imageMissing: 'لا يمكن عرض هذه الصورة',

  isTyping: (names) =>
    names.length === 1 ? `${list(names)} يكتب` : names.length === 2 ? `${list(names)} يكتبان` : `${list(names)} يكتبون`,
  severalTyping: (count) => plural(count, { few: '# أشخاص يكتبون', many: '# شخصًا يكتبون', other: '# شخص يكتبون' }),

  messageTo: (channel) => `رسالة إلى ${channel}`,
  send: 'إرسال',
  attach: 'إرفاق ملفات',
  emoji: 'رموز تعبيرية',
  dropFiles: 'أفلت الملفات لإرفاقها',
  uploading: (percent) => `جارٍ الرفع، ${percent}٪`,
  uploadFailed: 'تعذّر الرفع',
  removeAttachment: (name) => `إزالة ${name}`,
  editing: 'تعديل',
  charactersLeft: (count) =>
    plural(count, {
      one: 'بقي حرف واحد',
      two: 'بقي حرفان',
      few: 'بقيت # أحرف',
      many: 'بقي # حرفًا',
      other: 'بقي # حرف',
    }),
  suggestions: (count) =>
    plural(count, { one: 'اقتراح واحد', two: 'اقتراحان', few: '# اقتراحات', many: '# اقتراحًا', other: '# اقتراح' }),
  slowMode: (seconds) =>
    plural(seconds, {
      one: 'الوضع البطيء: انتظر ثانية',
      two: 'الوضع البطيء: انتظر ثانيتين',
      few: 'الوضع البطيء: انتظر # ثوانٍ',
      other: 'الوضع البطيء: انتظر # ثانية',
    }),

  channels: 'القنوات',
  noChannels: 'لا قنوات بعد',
  noChannelsHint: 'تظهر هنا القنوات التي أنت عضو فيها.',
  nothingFound: (query) => `لا نتائج عن «${query}»`,
  unread: (count) => plural(count, { one: 'واحدة غير مقروءة', two: 'اثنتان غير مقروءتين', other: '# غير مقروءة' }),
  noLongerMember: 'لم تعد عضوًا في هذه القناة.',

  problems: {
    unknown: 'حدث خطأ ما.',
    not_found: 'هذا غير موجود أو ليس متاحًا لك.',
    forbidden: 'لا يمكنك القيام بذلك.',
    banned: 'أنت محظور في هذه القناة.',
    muted: 'أنت مكتوم في هذه القناة.',
    channel_frozen: 'يمكن للمشرفين وحدهم الكتابة هنا الآن.',
    slow_mode: 'أنت تكتب بسرعة كبيرة. انتظر لحظة.',
    message_blocked: 'تحتوي هذه الرسالة على ما لا يُسمح به هنا.',
    body_too_large: 'هذا كبير جدًا.',
    unsupported_media_type: 'لا تُقبل الملفات من هذا النوع.',
    rate_limited: 'طلبات كثيرة جدًا. انتظر لحظة.',
    network_error: 'تعذّر الوصول إلى الخادم.',
    timeout: 'لم يُجب الخادم في الوقت المناسب.',
    token_provider_failed: 'تعذّر تسجيل دخولك.',
    invalid_token: 'تعذّر تسجيل دخولك.',
    connection_refused: 'رفض الخادم الاتصال.',
    invalid_config: 'لم يُضبط Pulse بشكل صحيح.',
  },
};
