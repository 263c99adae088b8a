const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes a thousand times as long as using one. */
function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, options);
    formats.set(key, format);
  }
  return format;
}

/** A time of day, as `14:05` or `2:05 PM`. */
export const formatTime = (time: string, locale: string): string =>
  formatOf(locale, { timeStyle: 'short' }).format(new Date(time));

/** Day and time in full, for those who look closely. */
export const formatMoment = (time: string, locale: string): string =>
  formatOf(locale, { dateStyle: 'full', timeStyle: 'short' }).format(new Date(time));

/** A day: with its weekday within a week of `now`, with its year in another one. */
export function formatDay(time: string, locale: string, now: number): string {
  const date = new Date(time);
  const days = Math.round((startOfDay(new Date(now)) - startOfDay(date)) / 86_400_000);
  if (days > 0 && days < 7) return formatOf(locale, { weekday: 'long' }).format(date);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  const year = sameYear ? {} : ({ year: 'numeric' } as const);
  return formatOf(locale, { weekday: 'short', day: 'numeric', month: 'long', ...year }).format(date);
}

/** How many days a time lies before `now`, by the calendar: 0 is today. */
export const daysBefore = (time: string, now: number): number =>
  Math.round((startOfDay(new Date(now)) - startOfDay(new Date(time))) / 86_400_000);

const startOfDay = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** A size in the units that people know: `1.2 MB`. */
export function formatBytes(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const options = {
    style: 'unit',
    unit: units[step],
    unitDisplay: 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  } as const;
  return new Intl.NumberFormat(locale, options).format(bytes / 1000 ** step);
}
