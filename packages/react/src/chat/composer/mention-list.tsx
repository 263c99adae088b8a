import { useStrings } from '../../strings/use-strings.js';
import { Avatar } from '../../ui/avatar.js';
import { useUsers } from '../../users/use-user.js';

export interface MentionListProps {
  id: string;
  userIds: readonly string[];
  active: string;
  onPick: (userId: string) => void;
}

/** Those who may be meant by what was begun; the focus stays in the text. */
export function MentionList({ id, userIds, active, onPick }: MentionListProps) {
  const strings = useStrings();
  const userOf = useUsers();
  return (
    <div id={id} role="listbox" aria-label={strings.suggestions(userIds.length)} className="pulse-mentions">
      {userIds.map((userId) => {
        const user = userOf(userId);
        return (
          <div
            key={userId}
            id={`${id}-${userId}`}
            role="option"
            tabIndex={-1}
            aria-selected={userId === active}
            className="pulse-mention"
            // Before the text loses the focus.
            onPointerDown={(event) => {
              event.preventDefault();
              onPick(userId);
            }}
          >
            <Avatar decorative size="xs" {...user} />
            <bdi>{user.name}</bdi>
            <span className="pulse-mention-id">@{userId}</span>
          </div>
        );
      })}
    </div>
  );
}
