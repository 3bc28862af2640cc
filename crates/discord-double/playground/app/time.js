// Times as Discord writes them, in the reader's own zone and language.

const DAY = 86_400_000;
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "2-digit", day: "2-digit" });
const longDay = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "long", day: "numeric" });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};

const UNITS = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** "Today at 15:04", "Yesterday at 15:04", "30/11/2026 15:04". */
export function messageTime(date) {
  const ago = Math.round((midnight(new Date()) - midnight(date)) / DAY);
  if (ago === 0) return `Today at ${clock.format(date)}`;
  if (ago === 1) return `Yesterday at ${clock.format(date)}`;
  return `${day.format(date)} ${clock.format(date)}`;
}

/** The hour alone, beside a message that follows another of the same author. */
export const clockTime = (date) => clock.format(date);
/** "30 November 2026", on the line between two days. */
export const dayName = (date) => longDay.format(date);
/** Everything, for who hovers over a time. */
export const wholeTime = (date) => whole.format(date);

/** "3 hours ago", "in 2 days". */
export function relativeTime(date, now = Date.now()) {
  const seconds = (date.getTime() - now) / 1000;
  const [unit, length] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return relative.format(Math.round(seconds / length), unit);
}

/** A `<t:…>` in one of Discord's styles; null where the number is no date. */
export function taggedTime(seconds, style) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return null;
  const text = style === "R" ? relativeTime(date) : new Intl.DateTimeFormat(undefined, STYLES[style]).format(date);
  return { date, text };
}

/** "412 B", "3.1 KB", "2 MB". */
export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "KB"] : [bytes / (1024 * 1024), "MB"];
  return `${Number(value.toFixed(value < 10 ? 1 : 0))} ${unit}`;
}

/** "0.4 ms", "12 ms", "1.3 s". */
export function duration(milliseconds) {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Number(milliseconds.toFixed(milliseconds < 10 ? 1 : 0))} ms`;
}
