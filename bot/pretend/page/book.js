// The office's book for one day: a column a chair, a block a visit. A visit that was just booked is shown, or offered.

import { get, single } from "./api.js";
import { by, el, say } from "./dom.js";
import * as times from "./times.js";

const BY_HAND_MS = 20_000; // who has just turned a page is not turned away from it
let date = null, now = null, drawn = "", newest = 0, fresh = new Set(), turned = -Infinity, tints = new Map(), announce = () => {};

export function start(at, latest, tell) {
  now = at;
  newest = latest?.number ?? 0;
  announce = tell;
  date = times.officeDay(now);
  by("back").addEventListener("click", () => turn(times.addDays(date, -1)));
  by("ahead").addEventListener("click", () => turn(times.addDays(date, 1)));
  by("today").addEventListener("click", () => turn(times.officeDay(now)));
  by("booked").addEventListener("click", (event) => turn(event.currentTarget.dataset.date));
  return refresh();
}

function turn(to) {
  turned = performance.now();
  go(to);
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
  say(by("day"), times.longDay(asked));
  const day = await get(`/pretend/book?date=${asked}`);
  if (asked !== date) return;
  const found = JSON.stringify([day, [...fresh]]);
  if (found !== drawn) draw(day);
  drawn = found;
  markNow();
});

// --- drawing ---

function draw(day) {
  const sheet = by("sheet"), from = { top: sheet.scrollTop, left: sheet.scrollLeft, date: sheet.dataset.date };
  sheet.dataset.date = day.date;
  if (!day.chairs.length || (!day.open && !day.visits.length)) {
    sheet.replaceChildren(el("div", { class: "closed" }, el("strong", {}, "The office is closed."), el("p", {}, day.note || "Nobody works on this day.")));
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

// The whole day in one view where there is room for it.
function fit(length) {
  const room = by("sheet").clientHeight - 52 - 8;
  if (room <= 0) return;
  by("book").style.setProperty("--minute", `${Math.min(1.7, Math.max(1.04, room / length))}px`);
}

new ResizeObserver(() => {
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
  const visits = day.visits.filter((visit) => visit.chair === chair.number);
  const off = chair.off.map((span) => closed(span, start, end)).filter(Boolean);
  return el("div", { class: "column" }, ...off,
    el("ol", { "aria-label": `${chair.name}, ${chair.provider_name || "nobody"}` }, ...visits.map((visit) => block(visit, start))));
}

function block(visit, start) {
  const at = times.minutes(visit.start), isNew = fresh.has(visit.number);
  const kind = `visit ${tint(visit.provider)}${isNew ? " new" : ""}${visit.status === "Broken" ? " broken" : ""}`;
  const what = [times.spoken(at).slice(0, -3), visit.what].filter(Boolean).join(" · ");
  return el("li", { class: kind, title: `${visit.patient}, ${what}, ${visit.minutes} min`, "data-visit": visit.number, vars: { from: at - start, length: visit.minutes } },
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
  for (const line of by("sheet").querySelectorAll(".now")) line.remove();
  if (!grid || date !== times.officeDay(now)) return;
  const at = times.minuteOfDay(now) - grid.dataset.start;
  if (at < 0 || at > grid.dataset.end - grid.dataset.start) return;
  for (const one of grid.querySelectorAll(".column")) one.append(el("div", { class: "now", "aria-hidden": "true", vars: { from: at } }));
}
