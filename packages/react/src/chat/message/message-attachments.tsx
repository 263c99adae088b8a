import type { Attachment, LinkPreview, MessageRow } from '@pulse-io/client';
import { createElement, Fragment, useState } from 'react';
import { formatBytes } from '../../lib/format-time.js';
import { useStrings } from '../../strings/use-strings.js';
import { FileIcon, ImageIcon } from '../../ui/icons.js';
import { safeHref } from '../markdown/safe-href.js';

/** Shown where a picture does not say how large it is. */
const UNKNOWN_RATIO = 4 / 3;
/** More pictures look as so many do. */
const MOST_COLUMNS = 4;

export interface MessageAttachmentsProps {
  message: Pick<MessageRow, 'attachments' | 'linkPreviews'>;
}

/** Pictures, files and previews of links that come with a message. */
export function MessageAttachments({ message: { attachments, linkPreviews } }: MessageAttachmentsProps) {
  const pictures = attachments.filter(({ type }) => type === 'image');
  const others = attachments.filter(({ type }) => type !== 'image');
  const count = Math.min(pictures.length, MOST_COLUMNS);
  return (
    <>
      {count > 0 &&
        // The same file may be there twice: their places are what tells them apart.
        createElement(
          'div',
          { className: 'pulse-pictures', 'data-count': count },
          ...pictures.map((picture) => createElement(Picture, { picture })),
        )}
      {createElement(Fragment, null, ...others.map((attachment) => createElement(FileCard, { attachment })))}
      {linkPreviews.map((preview) => (
        <PreviewCard key={preview.url} preview={preview} />
      ))}
    </>
  );
}

/** Its place is kept free while it loads, so that nothing moves when it has come. */
function Picture({ picture: { url, title, width, height } }: { picture: Attachment }) {
  const strings = useStrings();
  const [failed, setFailed] = useState(false);
  const href = safeHref(url);
  const ratio = width && height ? width / height : UNKNOWN_RATIO;
  const style = { aspectRatio: Math.min(Math.max(ratio, 0.5), 2.5) };
  if (failed || !href) {
    return (
      <span className="pulse-picture" data-missing="" style={style}>
        <ImageIcon />
        {strings.imageMissing}
      </span>
    );
  }
  return (
    <a className="pulse-picture" style={style} href={href} target="_blank" rel="noopener noreferrer">
      <img src={href} alt={title ?? ''} loading="lazy" decoding="async" onError={() => setFailed(true)} />
    </a>
  );
}

function FileCard({ attachment: { url, title, size, mimeType } }: { attachment: Attachment }) {
  const strings = useStrings();
  const href = safeHref(url) ?? undefined;
  const name = title ?? url.split('/').pop() ?? url;
  const about = [size === undefined ? null : formatBytes(size, strings.locale), mimeType].filter(Boolean).join(' · ');
  return (
    <a className="pulse-file" title={strings.download(name)} href={href} target="_blank" rel="noopener noreferrer">
      <FileIcon />
      <span className="pulse-file-words">
        <span className="pulse-file-name">{name}</span>
        {about && <span className="pulse-file-about">{about}</span>}
      </span>
    </a>
  );
}

function PreviewCard({ preview: { url, title, description, siteName, imageUrl } }: { preview: LinkPreview }) {
  const [failed, setFailed] = useState(false);
  const href = safeHref(url);
  if (!href) return null;
  return (
    <a className="pulse-preview" href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
      <span className="pulse-preview-site">{siteName ?? new URL(href).hostname}</span>
      <span className="pulse-preview-title">{title}</span>
      {description && <span className="pulse-preview-about">{description}</span>}
      {imageUrl && !failed && (
        <img
          className="pulse-preview-picture"
          src={safeHref(imageUrl) ?? undefined}
          alt=""
          loading="lazy"
          referrerPolicy="no-referrer"
          onError={() => setFailed(true)}
        />
      )}
    </a>
  );
}
