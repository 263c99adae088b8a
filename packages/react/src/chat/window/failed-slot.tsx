import { useStrings } from '../../strings/use-strings.js';
import { AlertIcon } from '../../ui/icons.js';

/** Stands where what an app put into the chat threw an error. */
export function FailedSlot() {
  const strings = useStrings();
  return (
    <span className="pulse-message-state" data-tone="danger">
      <AlertIcon />
      {strings.problems.unknown}
    </span>
  );
}
