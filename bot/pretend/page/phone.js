// The phone: whose it is, what is on it, and the text being written.

import { get, post, single } from "./api.js";
import { by, el, say } from "./dom.js";
import * as people from "./people.js";
import * as times from "./times.js";

const ANOTHER = "another";
let number = null, filled = false, shown = new Map(), lastDay = "", seen = new Map(), onText = () => {};

export function start(received, changed) {
  seen = new Map(Object.entries(received));
  onText = changed;
  fillPicker();
  by("patient").addEventListener("change", pick);
  by("another").addEventListener("submit", useTyped);
  by("write").addEventListener("submit", (event) => { event.preventDefault(); send(by("body").value); });
  by("body").addEventListener("keydown", sendOnEnter);
  by("elsewhere").addEventListener("click", (event) => hold(event.currentTarget.dataset.number));
  const linked = people.dialled(decodeURIComponent(location.hash.slice(1)));
  hold(linked ?? people.phones()[0]?.number ?? people.STRANGER);
}

// --- whose phone ---

function fillPicker() {
  const known = people.phones().map((phone) => el("option", { value: phone.number }, phone.name));
  by("patient").replaceChildren(
    el("optgroup", { label: "Patients" }, ...known),
    el("optgroup", { label: "Others" },
      el("option", { value: people.STRANGER }, "A number nobody knows"),
      people.staffNumber() && el("option", { value: people.staffNumber() }, "The front desk's mobile"),
      el("option", { value: ANOTHER }, "Type a number…")));
}

function pick() {
  const chosen = by("patient").value;
  if (chosen !== ANOTHER) { hold(chosen); return; }
  beTyping(true);
  say(by("face"), "#");
  say(by("number"), "\u00a0");
  wrong("");
  by("typed").focus();
}

// While a number is typed nobody's phone is held: nothing is shown of the last one, and nothing can be sent from it.
function beTyping(is) {
  by("another").hidden = !is;
  by("talk").hidden = is;
  by("write").hidden = is;
}

function useTyped(event) {
  event.preventDefault();
  const typed = people.dialled(by("typed").value);
  if (!typed) { wrong("That is not a phone number. Write it like (503) 555-0123."); return; }
  hold(typed);
  by("body").focus();
}

function hold(chosen) {
  number = chosen;
  if (![...by("patient").options].some((option) => option.value === number)) {
    by("patient").lastElementChild.lastElementChild.before(el("option", { value: number }, people.pretty(number)));
  }
  by("patient").value = number;
  beTyping(false);
  say(by("number"), people.isNamed(number) ? people.pretty(number) : "In nobody's chart");
  say(by("face"), people.initials(number) || "#");
  history.replaceState(null, "", `#${number}`);
  wrong("");
  suggest();
  shown = new Map();
  filled = false;
  lastDay = "";
  by("texts").replaceChildren();
  refresh().catch(() => {}); // without a connection the next look fills it
}

// --- what is on it ---

export const refresh = single(async () => {
  const asked = number;
  const [phone, all] = await Promise.all([get(`/pretend/phones/${encodeURIComponent(asked)}`), get("/pretend/phones")]);
  if (asked !== number) return;
  show(phone.texts);
  lookElsewhere(all.received);
});

function show(texts) {
  const first = !filled;
  filled = true;
  const low = first || by("talk").scrollHeight - by("talk").scrollTop - by("talk").clientHeight < 80;
  by("log").setAttribute("aria-live", first ? "off" : "polite"); // what was there already is not read out
  let added = 0;
  for (const text of texts) {
    if (shown.has(text.sid)) update(shown.get(text.sid), text);
    else { add(text, !first); added += 1; }
  }
  by("hints").hidden = shown.size > 0;
  if (added && low) by("talk").scrollTop = by("talk").scrollHeight;
}

function add(text, fresh) {
  const day = times.day(text.at);
  if (day !== lastDay) by("texts").append(el("li", { class: "date" }, day));
  lastDay = day;
  const pictures = text.media ? `[${text.media} picture${text.media > 1 ? "s" : ""}] ` : "";
  const meta = el("span", { class: "meta" });
  const node = el("li", { class: `text ${text.direction}${fresh ? " fresh" : ""}` },
    el("span", { class: "unseen" }, text.direction === "sent" ? "You: " : "The office: "),
    el("span", { class: "bubble", dir: "auto" }, pictures + text.body), meta);
  shown.set(text.sid, { meta, status: null });
  update(shown.get(text.sid), text);
  by("texts").append(node);
}

const TICKS = { sending: ["✓", "on its way"], delivered: ["✓✓", "delivered"] };

function update(known, text) {
  if (known.status === text.status) return;
  known.status = text.status;
  const parts = [el("time", { datetime: text.at }, times.clock(text.at))];
  if (text.direction === "sent") parts.push(...tick(text.status));
  else if (text.segments > 1) parts.push(el("span", {}, `· ${text.segments} segments`));
  known.meta.replaceChildren(...parts);
}

function tick(status) {
  if (!(status in TICKS)) return [el("span", { class: "failed" }, "The bot did not take it")];
  return [el("span", { class: "ticks", "aria-hidden": "true" }, TICKS[status][0]), el("span", { class: "unseen" }, TICKS[status][1])];
}

// A text on a phone nobody is looking at, such as an alert to the front desk, is offered.
function lookElsewhere(received) {
  const before = seen, button = by("elsewhere");
  seen = new Map(Object.entries(received));
  if (button.dataset.number === number) button.hidden = true;
  for (const [other, count] of seen) {
    if (other === number || count <= (before.get(other) ?? 0)) continue;
    button.dataset.number = other;
    say(button, `Look: new text for ${people.nameOf(other)}`);
    button.hidden = false;
  }
}

// --- writing ---

function sendOnEnter(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send(by("body").value);
}

async function send(body) {
  if (!body.trim()) return;
  wrong("");
  by("elsewhere").hidden = true; // who goes on here has seen it
  try {
    await post("/pretend/texts", { from: number, body });
    by("body").value = "";
    by("body").focus({ preventScroll: true });
  } catch (error) {
    wrong(error.status ? error.message : "The text was not sent: no connection to the pretend world.");
  }
  by("talk").scrollTop = by("talk").scrollHeight;
  onText();
}

function suggest() {
  const old = by("hints").querySelectorAll("button");
  for (const button of old) button.remove();
  for (const text of people.suggestions(number)) {
    by("hints").append(el("button", { type: "button", on: { click: () => send(text) } }, text));
  }
}

function wrong(text) { say(by("phone-wrong"), text); }
