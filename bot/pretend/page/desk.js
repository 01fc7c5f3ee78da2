// The front desk: what needs a person. The bot keeps the cards; here they are shown, and the buttons press its.

import { get, post, single } from "./api.js";
import { by, el, say } from "./dom.js";
import { known, nameOf, pretty } from "./people.js";
import { since } from "./times.js";

let now = null, loaded = false, shown = new Map(), count = () => {}, acted = () => {};

export function start(at, counted, done) {
  now = at;
  count = counted;
  acted = done;
  return refresh();
}

export const tick = (at) => { now = at; };

export const refresh = single(async () => {
  try {
    show((await get("/pretend/desk")).cards);
    say(by("desk-wrong"), "");
  } catch (error) {
    if (error.status) { say(by("desk-wrong"), error.message); by("calm").hidden = true; }
  }
});

function show(cards) {
  const numbers = new Set(cards.map((card) => card.number));
  for (const [number, one] of shown) if (!numbers.has(number)) drop(number, one);
  cards.forEach((card, place) => {
    if (!shown.has(card.number)) {
      shown.set(card.number, make(card));
      if (loaded) say(by("desk-news"), `For the front desk: ${card.kind}, ${pretty(card.phone)}`);
    }
    const one = shown.get(card.number);
    update(one, card);
    if (by("cards").children[place] !== one.node) by("cards").insertBefore(one.node, by("cards").children[place] ?? null);
  });
  loaded = true;
  by("calm").hidden = cards.length > 0;
  say(by("desk-title"), cards.length ? `Front desk (${cards.length})` : "Front desk");
  count(cards.length);
}

// Whoever pressed the button that took the card away stays at the desk, not at the top of the page.
function drop(number, one) {
  const held = one.node.contains(document.activeElement);
  one.node.remove();
  shown.delete(number);
  if (held) by("pile").focus({ preventScroll: true });
}

function make(card) {
  const act = (name, label) => el("button", { type: "button", "data-do": name, on: { click: () => press(card.number, name) } }, label);
  const one = {
    kind: el("h3"), about: el("p", { class: "about" }), since: el("p", { class: "since" }), wrong: el("p", { class: "wrong", role: "alert" }),
    take: act("take", "Take"), back: act("give_back", "Give back"), done: act("resolve", "Done"), press: { key: "", body: "" },
  };
  one.answer = el("button", { type: "button", "data-do": "answer", "aria-expanded": "false", on: { click: () => open(one, one.form.hidden) } }, "Answer");
  one.form = form(one, card.number);
  one.node = el("li", { class: "card", "data-card": card.number }, one.kind, one.about, one.since,
    el("div", { class: "acts" }, one.take, one.answer, one.back, one.done), one.form, one.wrong);
  return one;
}

function form(one, number) {
  const id = `answer-${number}`;
  one.text = el("textarea", { id, rows: 2, maxlength: 1600, on: { keydown: (event) => keys(event, one) } });
  return el("form", { hidden: true, on: { submit: (event) => { event.preventDefault(); press(number, "answer", one.text.value); } } },
    el("label", { for: id }, "Your text to the patient"), one.text,
    el("div", {}, el("button", { type: "submit" }, "Send"), el("button", { type: "button", on: { click: () => open(one, false) } }, "Never mind")));
}

function keys(event, one) {
  if (event.key === "Escape") open(one, false);
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); one.form.requestSubmit(); }
}

function open(one, opened) {
  one.form.hidden = !opened;
  one.answer.setAttribute("aria-expanded", String(opened));
  (opened ? one.text : one.answer).focus();
}

function update(one, card) {
  const taken = card.state === "taken";
  say(one.kind, card.kind.charAt(0).toUpperCase() + card.kind.slice(1));
  if (!one.about.firstChild) one.about.append(known(card.phone) ? `${nameOf(card.phone)}, ` : "", el("span", {}, pretty(card.phone)));
  say(one.since, `${since(card.since, now)}${taken ? `, taken by ${card.taken_by === "desk" ? "you" : card.taken_by ?? "somebody"}` : ""}`);
  one.node.classList.toggle("urgent", Boolean(card.urgent));
  if (taken && document.activeElement === one.take) one.answer.focus();
  one.take.hidden = taken;
  one.back.hidden = !taken;
  one.take.classList.toggle("first", !taken);
  one.answer.classList.toggle("first", taken);
}

// A press whose answer was lost is pressed again under the same key, so it is done once.
async function press(number, act, text = "") {
  const one = shown.get(number), body = JSON.stringify([act, text]);
  if (act === "answer" && !text.trim()) { one.text.focus(); return; }
  if (one.press.body !== body) one.press = { key: crypto.randomUUID?.() ?? String(Math.random()), body };
  say(one.wrong, "");
  try {
    await post(`/pretend/desk/${number}`, { do: act, text }, { "Idempotency-Key": one.press.key });
    one.press = { key: "", body: "" };
    if (act === "answer") { one.text.value = ""; open(one, false); }
  } catch (error) {
    say(one.wrong, error.status ? error.message : "No connection: press again.");
  }
  await refresh();
  acted();
}
