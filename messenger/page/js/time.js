// The world's time as people read it. The world counts in UTC; everybody here lives in Germany.

const ZONE = "Europe/Berlin";
const format = (/** @type {Intl.DateTimeFormatOptions} */ options) => new Intl.DateTimeFormat("de-DE", { timeZone: ZONE, ...options });

const minute = format({ hour: "2-digit", minute: "2-digit" });
const dayKeyOf = format({ year: "numeric", month: "2-digit", day: "2-digit" });
const dayLong = format({ weekday: "long", day: "numeric", month: "long" });
const dayYear = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const dayShort = format({ day: "2-digit", month: "2-digit" });
const bar = format({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
const exact = format({ dateStyle: "full", timeStyle: "medium" });
const yearOf = format({ year: "numeric" });

let offset = 0;

/** @param {number} seconds how far the world is ahead of this machine */
export const setOffset = (seconds) => void (offset = seconds * 1000);
/** Milliseconds of the world. */
export const now = () => Date.now() + offset;

/** @param {number} at */
export const clockTime = (at) => minute.format(at);
/** @param {number} at */
export const dayKey = (at) => dayKeyOf.format(at);
/** @param {number} at */
export const barDate = (at) => bar.format(at);
/** @param {number} at */
export const exactTime = (at) => exact.format(at);

/** "Heute", "Gestern" or the date. @param {number} at */
export function dayName(at) {
  const today = now();
  if (dayKey(at) === dayKey(today)) return "Heute";
  if (dayKey(at) === dayKey(today - 86_400_000)) return "Gestern";
  return (yearOf.format(at) === yearOf.format(today) ? dayLong : dayYear).format(at);
}

/** For the list of chats: the time today, else the date. @param {number} at */
export const shortWhen = (at) => (dayKey(at) === dayKey(now()) ? clockTime(at) : dayShort.format(at));

/** 75 -> "1:15" @param {number} seconds */
export function length(seconds) {
  const whole = Math.max(0, Math.round(seconds || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** @param {number} bytes */
export function size(bytes) {
  if (bytes < 1000) return `${bytes} Byte`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toLocaleString("de-DE", { maximumFractionDigits: 1 })} MB`;
}
