import type { ComposerAttachment } from '@pulse-io/client';
import { useStrings } from '../../strings/use-strings.js';
import { IconButton } from '../../ui/icon-button.js';
import { CloseIcon, FileIcon, RetryIcon } from '../../ui/icons.js';
import type { ComposerActions } from '../composer-source.js';

export interface AttachmentTrayProps {
  attachments: readonly ComposerAttachment[];
  composer: Pick<ComposerActions, 'retryAttachment' | 'removeAttachment'>;
}

/** Files that go with the message, and how far they are. */
export function AttachmentTray({ attachments, composer }: AttachmentTrayProps) {
  const strings = useStrings();
  return (
    <ul className="pulse-tray">
      {attachments.map(({ id, name, status, progress, error, attachment }) => {
        const percent = Math.round(progress * 100);
        const problem = strings.problems[error?.code ?? 'unknown'] ?? strings.uploadFailed;
        return (
          <li key={id} className="pulse-tray-file" data-status={status} title={name}>
            {attachment?.type === 'image' ? <img src={attachment.url} alt="" /> : <FileIcon />}
            <span className="pulse-tray-words">
              <bdi className="pulse-tray-name">{name}</bdi>
              {status === 'failed' && (
                <span role="alert" className="pulse-tray-about">
                  {error ? problem : strings.uploadFailed}
                </span>
              )}
            </span>
            {status === 'uploading' && (
              <progress
                className="pulse-tray-progress"
                max={100}
                value={percent}
                aria-label={strings.uploading(percent)}
              />
            )}
            {status === 'failed' && (
              <IconButton
                size="sm"
                label={strings.retry}
                icon={<RetryIcon />}
                onClick={() => void composer.retryAttachment(id)}
              />
            )}
            <IconButton
              size="sm"
              label={strings.removeAttachment(name)}
              icon={<CloseIcon />}
              onClick={() => composer.removeAttachment(id)}
            />
          </li>
        );
      })}
    </ul>
  );
}
