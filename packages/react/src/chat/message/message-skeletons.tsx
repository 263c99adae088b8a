import { Skeleton } from '../../ui/skeleton.js';

const WIDTHS = ['58%', '34%', '71%', '46%', '62%'] as const;

/** Stands where messages will be. */
export function MessageSkeletons({ label }: { label: string }) {
  return (
    <div className="pulse-chat-state pulse-message-skeletons" role="status" aria-label={label}>
      {WIDTHS.map((width, index) => (
        <Skeleton key={width} shape="block" width={width} height={index % 2 ? '2.25rem' : '3.25rem'} />
      ))}
    </div>
  );
}
