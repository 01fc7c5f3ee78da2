// Starts the panels and asks for news. Nothing is kept open: the server stops the moment it is told to.

import { get, post } from "./api.js";
import * as book from "./book.js";
import * as desk from "./desk.js";
import { by, say } from "./dom.js";
import * as people from "./people.js";
import * as phone from "./phone.js";
import * as slack from "./slack.js";
import * as times from "./times.js";

const LOOK_MS = 500, LOOK_AT_DESK_MS = 1500, HIDDEN_MS = 4000;
let last = { phones: -1, book: -1 }, desked = 0, cards = 0;

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

async function look() {
  const news = await get("/pretend/changes");
  by("away").hidden = true;
  say(by("now"), times.dayAndClock(news.now));
  desk.tick(news.now);
  const texted = news.phones !== last.phones;
  if (texted) await phone.refresh();
  if (news.book !== last.book) await book.changed(news.now, news.newest);
  else book.tick(news.now);
  await slack.changed(news);
  last = news;
  if (texted || performance.now() - desked > LOOK_AT_DESK_MS) { desked = performance.now(); await desk.refresh(); }
}

async function watch() {
  for (;;) {
    await look().catch(lost);
    await wait(document.hidden ? HIDDEN_MS : LOOK_MS);
  }
}

// What was asked for in between may have been lost: once somebody answers, everything is looked at anew.
function lost(error) {
  by("away").hidden = Boolean(error.status);
  last = { phones: -1, book: -1 };
}

function soon() { desked = 0; look().catch(lost); }

// --- the strip and the tabs ---

by("skip").addEventListener("click", (event) => { event.preventDefault(); showPanel("phone"); by("body").focus(); });

for (const button of document.querySelectorAll("[data-forward]")) {
  button.addEventListener("click", async () => {
    await post("/pretend/clock", { forward_s: Number(button.dataset.forward) }).catch((error) => { button.title = error.message; });
    soon();
  });
}

for (const button of document.querySelectorAll("[data-show]")) button.addEventListener("click", () => showPanel(button.dataset.show));

function showPanel(name) {
  document.body.dataset.shown = name;
  for (const button of document.querySelectorAll("[data-show]")) button.setAttribute("aria-pressed", String(button.dataset.show === name));
  dot(name, false);
  if (name === "slack") slack.opened();
}

// On a wide screen the cards and Slack stand in one place.
for (const button of document.querySelectorAll("[data-side]")) button.addEventListener("click", () => showBeside(button.dataset.side));

function showBeside(name) {
  document.body.dataset.beside = name;
  for (const button of document.querySelectorAll("[data-side]")) button.setAttribute("aria-pressed", String(button.dataset.side === name));
  document.querySelector(`.panel.${name === "slack" ? "slack" : "desk"} [data-side="${name}"]`).focus();
  if (name === "slack") { dot("slack", false); slack.opened(); }
}

function dot(name, on) {
  document.querySelector(`[data-show="${name}"] i`).hidden = !on || document.body.dataset.shown === name;
  for (const mark of document.querySelectorAll(`[data-side="${name}"] i`)) mark.hidden = !on;
}

function counted(number) {
  if (number > cards) dot("desk", true);
  if (number === 0) dot("desk", false);
  cards = number;
}

async function start() {
  for (;;) {
    try {
      const [folk, news, phones] = await Promise.all([get("/pretend/people"), get("/pretend/changes"), get("/pretend/phones")]);
      times.setZone(folk.zone);
      people.meet(folk);
      say(by("now"), times.dayAndClock(news.now));
      phone.start(phones.received, soon);
      await Promise.allSettled([book.start(news.now, news.newest, () => dot("book", true)), desk.start(news.now, counted, soon), slack.start(() => dot("slack", true))]);
      return;
    } catch {
      by("away").hidden = false;
      await wait(HIDDEN_MS);
    }
  }
}

await start();
await watch();
