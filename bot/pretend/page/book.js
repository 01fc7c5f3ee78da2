// The office's book for one day: a column a chair, a block a visit. A visit that was just booked is shown, or offered.

import { get, single } from "./api.js";
import { by, el, say } from "./dom.js";
import { sideBySide } from "./lanes.js";
import * as times from "./times.js";

const BY_HAND_MS = 20_000; // who has just turned a page is not turned away from it
const CLOSE = 15; // minutes: an hour's name so close to the present would stand under it
const NARROW = 460; // px: less has no room for the day in full
let date = null, now = null, drawn = "", newest = 0, fresh = new Set(), turned = -Infinity, tints = new Map(), announce = () => {};

export function start(at, latest, tell) {
  now = at;
  newest = latest?.number ?? 0;
  announce = tell;
  date = times.officeDay(now);
  by("back").addEventListener("click", () => turn(times.addDays(date, -1)));
  by("ahead").addEventListener("click", () => turn(times.addDays(date, 1)));
  by("today").addEventListener("click", () => turn(times.officeDay(now)));
  by("to-day").addEventListener("click", pick);
  by("to-day").addEventListener("change", picked);
  by("booked").addEventListener("click", (event) => turn(event.currentTarget.dataset.date));
  return refresh();
}

function turn(to) {
  turned = performance.now();
  go(to).catch(() => {}); // without a connection the page stays as it is, and says so
}

// The heading is a field for a date: the pointer gets its calendar, and the heading back; the keyboard types in it.
function pick() {
  by("to-day").showPicker?.();
  by("to-day").dataset.pointed = "yes";
}

function picked() {
  const field = by("to-day");
  if (!field.value || field.value < "2000") return; // the year is still being typed
  turn(field.value);
  if (field.dataset.pointed) field.blur();
  delete field.dataset.pointed;
}

function go(to) {
  date = to;
  drawn = "";
  if (by("booked").dataset.date === date) by("booked").hidden = true;
  return refresh();
}

// Told of every change: what the time is, and which visit was booked last.
export async function changed(at, latest) {
  tick(at);
  if (latest && latest.number > newest) {
    newest = latest.number;
    await welcome(latest);
  }
  await refresh();
}

// Between changes only the line of the present moves. Who looks at today still looks at today when the clock has moved on.
export function tick(at) {
  const was = times.officeDay(now), is = times.officeDay(at);
  now = at;
  if (was !== is && date === was) go(is);
  else markNow();
}

async function welcome(visit) {
  fresh.add(visit.number);
  announce(`Booked: ${times.shortDay(visit.date)}`);
  if (visit.date === date) return;
  const busy = performance.now() - turned < BY_HAND_MS || by("book").contains(document.activeElement);
  if (!busy) { await go(visit.date); return; }
  const button = by("booked");
  button.dataset.date = visit.date;
  say(button, `Booked: ${times.shortDay(visit.date)}. Show`);
  button.hidden = false;
}

export const refresh = single(async () => {
  const asked = date;
  const day = await get(`/pretend/book?date=${asked}`);
  if (asked !== date) return;
  if (by("to-day").value !== asked) by("to-day").value = asked;
  const found = JSON.stringify([day, [...fresh]]);
  if (found !== drawn) draw(day);
  drawn = found;
  markNow();
});

// --- drawing ---

function draw(day) {
  const sheet = by("sheet"), from = { top: sheet.scrollTop, left: sheet.scrollLeft, date: sheet.dataset.date };
  sheet.dataset.date = day.date;
  title();
  if (!day.chairs.length || (!day.open && !day.visits.length)) {
    sheet.replaceChildren(el("div", { class: "closed" }, el("strong", {}, "The office is closed."), el("p", {}, day.note.replace(/^closed: */i, "") || "Nobody works on this day.")));
    return;
  }
  const start = Math.floor(times.minutes(day.start) / 60) * 60, end = Math.ceil(times.minutes(day.end) / 60) * 60;
  const grid = el("div", { class: "grid", vars: { columns: day.chairs.length, length: end - start } },
    el("div", { class: "corner" }), ...day.chairs.map(heading), hours(start, end),
    ...day.chairs.map((chair) => column(chair, day, start, end)));
  grid.dataset.start = start;
  grid.dataset.end = end;
  sheet.replaceChildren(grid);
  fit(end - start);
  if (from.date === day.date) sheet.scrollTo(from.left, from.top);
  sheet.querySelector(".visit.new")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function title() {
  const day = by("sheet").dataset.date;
  if (day) say(by("day"), by("book").clientWidth < NARROW ? times.shortDay(day) : times.longDay(day));
}

// The whole day in one view where there is room for it.
function fit(length) {
  const room = by("sheet").clientHeight - 52 - 8;
  if (room <= 0) return;
  by("book").style.setProperty("--minute", `${Math.min(1.7, Math.max(1.15, room / length))}px`);
}

new ResizeObserver(() => {
  title();
  const grid = by("sheet").querySelector(".grid");
  if (grid) fit(grid.dataset.end - grid.dataset.start);
}).observe(by("sheet"));

function heading(chair) {
  return el("div", { class: `chair ${tint(chair.provider)}` }, el("h3", {}, chair.name), el("p", {}, el("span", { title: chair.provider_name }, brief(chair.provider_name))));
}

// "Dr. Samuel Okafor" is Dr. Okafor in a narrow column.
const brief = (name) => name.replace(/^Dr\. \S+ (?=\S)/, "Dr. ") || "Nobody";

function hours(start, end) {
  const marks = [];
  for (let at = start; at < end; at += 60) marks.push(el("span", { vars: { from: at - start } }, times.spoken(at).replace(":00", "")));
  return el("div", { class: "hours", "aria-hidden": "true" }, ...marks);
}

function closed(span, start, end) {
  const from = Math.max(times.minutes(span.start), start), to = Math.min(times.minutes(span.end), end);
  return from < to ? el("div", { class: "off", vars: { from: from - start, length: to - from } }, el("span", {}, span.why)) : null;
}

function column(chair, day, start, end) {
  const mine = day.visits.filter((visit) => visit.chair === chair.number);
  const visits = sideBySide(mine.map((visit) => ({ ...visit, from: times.minutes(visit.start) - start, length: visit.minutes })));
  const off = chair.off.map((span) => closed(span, start, end)).filter(Boolean);
  return el("div", { class: "column" }, ...off,
    el("ol", { "aria-label": `${chair.name}, ${chair.provider_name || "nobody"}` }, ...visits.map(block)));
}

function block(visit) {
  const at = times.minutes(visit.start), isNew = fresh.has(visit.number);
  const kind = `visit ${tint(visit.provider)}${isNew ? " new" : ""}${visit.status === "Broken" ? " broken" : ""}`;
  const what = [times.spoken(at).slice(0, -3), visit.what].filter(Boolean).join(" · ");
  return el("li", { class: kind, title: `${visit.patient}, ${what}, ${visit.minutes} min`, "data-visit": visit.number, vars: { from: visit.from, length: visit.length, lane: visit.lane, lanes: visit.lanes } },
    el("div", { class: "in" },
      el("strong", {}, visit.patient, isNew ? el("span", { class: "unseen" }, ", just booked") : null), " ",
      el("span", { class: "what" }, what)));
}

function tint(provider) {
  if (!tints.has(provider)) tints.set(provider, tints.size % 5);
  return `tint-${tints.get(provider)}`;
}

function markNow() {
  const grid = by("sheet").querySelector(".grid");
  if (!grid || date !== times.officeDay(now)) return;
  const minute = times.minuteOfDay(now), at = minute - grid.dataset.start;
  if (grid.dataset.now === String(minute)) return;
  grid.dataset.now = minute;
  for (const line of grid.querySelectorAll(".now, .clock-mark")) line.remove();
  const open = at >= 0 && at <= grid.dataset.end - grid.dataset.start;
  for (const hour of grid.querySelectorAll(".hours span")) hour.hidden = open && Math.abs(hour.style.getPropertyValue("--from") - at) < CLOSE;
  if (!open) return;
  grid.querySelector(".hours").append(el("span", { class: "clock-mark", vars: { from: at } }, times.spoken(minute).slice(0, -3)));
  // Before the visits: over them the line would strike their words through.
  for (const one of grid.querySelectorAll(".column")) one.lastElementChild.before(el("div", { class: "now", "aria-hidden": "true", vars: { from: at } }));
}
