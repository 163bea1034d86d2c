/** Times for people, in their zone and their language's manner. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const format = (options) => new Intl.DateTimeFormat(undefined, options);
const clock = format({ hour: 'numeric', minute: '2-digit' });
const weekday = format({ weekday: 'short' });
const dayAndMonth = format({ day: 'numeric', month: 'short' });
const withYear = format({ day: 'numeric', month: 'short', year: 'numeric' });
const wholeDay = format({ weekday: 'long', day: 'numeric', month: 'long' });
const wholeDayWithYear = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const whole = format({ dateStyle: 'full', timeStyle: 'medium' });

/** When the minute began that this machine's clock is in. */
export const thisMinute = () => Date.now() - (Date.now() % MINUTE);

export const exact = (time) => whole.format(new Date(time));
export const clockTime = (time) => clock.format(new Date(time));

/** How long ago, in a few letters. A time that is ahead of this machine's clock is now. */
export function relative(time, now) {
  const date = new Date(time);
  const age = now - date;
  if (age < MINUTE) return 'now';
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  const days = daysBetween(date, new Date(now));
  if (days <= 0) return `${Math.floor(age / HOUR)} h`;
  if (days === 1) return 'yesterday';
  if (days < 7) return weekday.format(date);
  return date.getFullYear() === new Date(now).getFullYear() ? dayAndMonth.format(date) : withYear.format(date);
}

/** The name of the day that a time is in. */
export function dayName(time, now) {
  const date = new Date(time);
  const days = daysBetween(date, new Date(now));
  if (days <= 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return (date.getFullYear() === new Date(now).getFullYear() ? wholeDay : wholeDayWithYear).format(date);
}

export const sameDay = (one, other) => daysBetween(new Date(one), new Date(other)) === 0;

/** Midnights between two times. A day of a clock change has 23 or 25 hours. */
function daysBetween(earlier, later) {
  const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(later) - midnight(earlier)) / DAY);
}
