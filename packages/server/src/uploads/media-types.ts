/** How a type that may be uploaded is told from its bytes, and how it is given out. */
export interface MediaType {
  /** What the sniffer may call it; nothing more for text, which has no marks of its own. */
  sniffed: readonly string[];
  /** Shown in a page; everything else is saved. Only what no browser runs. */
  inline?: true;
  /** Must be UTF-8 without NUL. */
  text?: true;
}

const ZIP = { sniffed: ['application/zip'] } as const;
/** The container of Office before 2007. */
const CFB = { sniffed: ['application/x-cfb'] } as const;
const TEXT = { sniffed: ['application/xml', 'text/calendar', 'text/vcard', 'text/vtt'], text: true } as const;
const GZIP = { sniffed: ['application/gzip'] } as const;
const inline = (...sniffed: string[]): MediaType => ({ sniffed, inline: true });

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';

/** The types that are taken unless the backend is told otherwise; with the other names by which browsers send some. */
export const MEDIA_TYPES: Readonly<Record<string, MediaType>> = {
  'image/png': inline('image/png', 'image/apng'),
  'image/jpeg': inline('image/jpeg'),
  'image/gif': inline('image/gif'),
  'image/webp': inline('image/webp'),

  'audio/mpeg': inline('audio/mpeg'),
  'audio/mp3': inline('audio/mpeg'),
  'audio/mp4': inline('audio/mp4', 'audio/x-m4a', 'video/mp4'),
  'audio/x-m4a': inline('audio/mp4', 'audio/x-m4a', 'video/mp4'),
  'audio/aac': inline('audio/aac'),
  'audio/ogg': inline('audio/ogg', 'audio/ogg; codecs=opus', 'application/ogg'),
  'audio/wav': inline('audio/wav'),
  'audio/x-wav': inline('audio/wav'),
  'audio/wave': inline('audio/wav'),
  'audio/flac': inline('audio/flac'),
  'audio/webm': inline('video/webm', 'video/matroska'),

  'video/mp4': inline('video/mp4', 'video/x-m4v'),
  'video/webm': inline('video/webm', 'video/matroska'),
  'video/ogg': inline('video/ogg', 'application/ogg'),
  'video/quicktime': inline('video/quicktime'),

  'application/pdf': { sniffed: ['application/pdf'] },
  'application/zip': ZIP,
  'application/x-zip-compressed': ZIP,
  'application/gzip': GZIP,
  'application/x-gzip': GZIP,
  'application/rtf': { sniffed: ['application/rtf'] },
  'application/msword': CFB,
  'application/vnd.ms-excel': CFB,
  'application/vnd.ms-powerpoint': CFB,
  [`${OFFICE}.wordprocessingml.document`]: ZIP,
  [`${OFFICE}.spreadsheetml.sheet`]: ZIP,
  [`${OFFICE}.presentationml.presentation`]: ZIP,
  [`${OPEN_DOCUMENT}.text`]: ZIP,
  [`${OPEN_DOCUMENT}.spreadsheet`]: ZIP,
  [`${OPEN_DOCUMENT}.presentation`]: ZIP,

  'text/plain': TEXT,
  'text/csv': TEXT,
  'text/markdown': TEXT,
  'application/json': TEXT,
};

/** No claim at all: anything may be it, and it is never shown. Taken only where the backend is told so. */
export const ANY_TYPE = 'application/octet-stream';

/** What a browser would run with the rights of the page's origin. Never taken under its own name. */
const ACTIVE_TYPE =
  /^(text\/(html|xml|xsl|cache-manifest)|image\/svg\b.*|multipart\/.*|message\/.*|application\/(xml.*|x-shockwave-flash)|.*\+xml|.*(java|ecma|live|j)script.*)$/;

/** The same, told by a file's name: a saved file is opened by its ending. */
const ACTIVE_NAME = /\.(x?html?|xht|svgz?|xml|xslt?|mht|mhtml|m?js|hta|swf)$/i;

export const isActiveType = (type: string): boolean => ACTIVE_TYPE.test(type);
export const isActiveName = (name: string): boolean => ACTIVE_NAME.test(name);
