const FORMAT = new Intl.RelativeTimeFormat('en', { style: 'narrow', numeric: 'always' });
const DATE = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' });
const JUST_NOW_MS = 45_000;

/** How long ago: `just now`, `4m ago`, `2h ago`, `3d ago`, and after a week the date. */
export function relativeTime(time: string, now: number): string {
  const age = now - Date.parse(time);
  if (age < JUST_NOW_MS) return 'just now';
  const minutes = Math.max(1, Math.round(age / 60_000));
  if (minutes < 60) return FORMAT.format(-minutes, 'minute');
  const hours = Math.round(minutes / 60);
  if (hours < 24) return FORMAT.format(-hours, 'hour');
  const days = Math.round(hours / 24);
  return days < 7 ? FORMAT.format(-days, 'day') : DATE.format(Date.parse(time));
}
