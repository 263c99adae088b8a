import { daysBefore, formatDay } from '../../lib/format-time.js';
import { useSelection } from '../../lib/use-selection.js';
import { useStrings } from '../../strings/use-strings.js';
import { useChat } from '../chat-context.js';

/** Looked at with every change of the messages: what was today is yesterday when the first message of a new day comes. */
const today = (): string => new Date().toDateString();

/** Says of which day the messages below are. */
export function DayLine({ time }: { time: string }) {
  const strings = useStrings();
  useSelection(useChat().listed, today);
  const now = Date.now();
  const days = daysBefore(time, now);
  const words = days === 0 ? strings.today : days === 1 ? strings.yesterday : formatDay(time, strings.locale, now);
  return (
    <div className="pulse-day" role="separator" aria-label={words}>
      <time dateTime={time}>{words}</time>
    </div>
  );
}
