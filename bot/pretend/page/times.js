// Days and times as the office says them. An office day is "2026-12-01" without a zone; an instant is shown on the office's clock.

let zone = "UTC";
export const setZone = (name) => { zone = name; };

const shown = (options) => (instant) => new Intl.DateTimeFormat("en-US", { timeZone: zone, ...options }).format(new Date(instant));

export const clock = shown({ hour: "numeric", minute: "2-digit" });
export const dayAndClock = shown({ weekday: "short", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });
export const day = shown({ weekday: "long", month: "long", day: "numeric" });
export const officeDay = (instant) => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date(instant));

const named = (options) => (date) => new Intl.DateTimeFormat("en-US", { timeZone: "UTC", ...options }).format(new Date(`${date}T00:00:00Z`));

export const longDay = named({ weekday: "long", month: "long", day: "numeric" });
export const shortDay = named({ weekday: "short", month: "short", day: "numeric" });

export function addDays(date, days) {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

// "13:20" is minute 800 of the day.
export function minutes(time) {
  const [hours, past] = time.split(":").map(Number);
  return hours * 60 + past;
}

export function spoken(minute) {
  const hour = Math.floor(minute / 60), past = String(minute % 60).padStart(2, "0");
  return `${hour % 12 || 12}:${past} ${hour < 12 ? "AM" : "PM"}`;
}

export function since(instant, now) {
  const past = Math.max(0, Math.round((new Date(now) - new Date(instant)) / 60_000));
  if (past < 1) return "just now";
  if (past < 60) return `${past} min ago`;
  if (past < 60 * 24) return `${Math.floor(past / 60)} h ago`;
  return dayAndClock(instant);
}

export function minuteOfDay(instant) {
  return minutes(new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(instant)));
}
