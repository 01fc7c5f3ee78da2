// A window on the practice's workspace: be one of its people, read and write, type commands, press what the bot drew.

import { get, post, single } from "./api.js";
import { by, el, say } from "./dom.js";
import * as blocks from "./slack-blocks.js";
import * as modal from "./slack-modal.js";
import * as slackWords from "./slack-words.js";
import * as times from "./times.js";

const HOME = "home", DESK = "front-desk";
const HINTS = ["/today", "/slots cleaning next tue afternoon", "/book"];
let folk = null, user = "", place = "", thread = null, drawn = new Map(), shown = "", warned = new Map(), checked = -Infinity, seen = -1, heard = -1, news = () => {};

export const visible = () => getComputedStyle(by("slack")).display !== "none";

export async function start(tell) {
  news = tell;
  folk = await get("/pretend/slack/people");
  slackWords.meet(folk);
  blocks.meet(folk);
  modal.start(refresh);
  const played = folk.users.filter((one) => !one.bot);
  by("slack-user").append(...played.map((one) => el("option", { value: one.id }, `${one.real_name} · ${one.title || "staff"}`)));
  by("slack-user").addEventListener("change", () => be(by("slack-user").value));
  by("slack-place").addEventListener("change", () => go(by("slack-place").value));
  by("slack-back").addEventListener("click", () => { thread = null; redraw(); by("slack-line").focus(); });
  by("slack-write").addEventListener("submit", (event) => { event.preventDefault(); send(by("slack-line").value); });
  by("slack-line").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send(by("slack-line").value);
  });
  be(played[0].id);
}

// Told of every change there; what is said while nobody looks is a dot on the tab.
export async function changed({ slack, said }) {
  if (heard >= 0 && said > heard && !visible()) news();
  if (slack !== seen && visible()) await refresh();
  [seen, heard] = [slack, said];
}

export async function opened() {
  await check();
  await refresh();
}

// Does the bot answer Slack at all? Asked when somebody looks, and again now and then until it does.
async function check() {
  if (performance.now() - checked < 15_000) return;
  checked = performance.now();
  const { why } = await post("/pretend/slack/verify", {}).catch(() => ({ why: "" }));
  by("slack-away").hidden = !why;
  say(by("slack-why"), why === "status 404"
    ? "Chairside does not work in Slack yet. Look around, write, try a command: it is sent, and nobody answers."
    : `Chairside does not answer Slack just now (${why}). Is it running, with the SLACK_ settings printed at the start?`);
  if (!why) checked = Infinity;
}

// --- who, and where ---

function be(id) {
  user = id;
  const mine = folk.channels.filter((channel) => channel.members.includes(user) && !channel.archived);
  const named = (channel) => (channel.kind === "im" ? "Chairside (direct messages)" : `${channel.kind === "private" ? "🔒" : "#"} ${channel.name}`);
  const rooms = mine.map((channel) => el("option", { value: channel.id }, named(channel)));
  const home = mine.some((channel) => channel.kind === "im") ? el("option", { value: HOME }, "Chairside's Home") : null;
  by("slack-place").replaceChildren(...rooms, ...(home ? [home] : []));
  go((mine.find((channel) => channel.name === DESK) ?? mine[0])?.id ?? HOME);
}

function go(where) {
  place = where;
  thread = null;
  by("slack-place").value = where;
  by("slack-write").hidden = where === HOME;
  wrong("");
  redraw();
  if (where === HOME && visible()) post("/pretend/slack/home", { user }).then(refresh, () => {});
}

function redraw() {
  drawn = new Map();
  shown = "";
  by("slack-messages").replaceChildren();
  return refresh();
}

// --- what there is to see ---

export const refresh = single(async () => {
  if (!visible()) return;
  const asked = [user, place, thread].join();
  if (place === HOME) await showHome(asked);
  else {
    const channel = await get(`/pretend/slack/channels/${place}?user=${user}`).catch(() => null);
    if (channel && asked === [user, place, thread].join()) show(channel);
  }
  await modal.refresh(user);
});

async function showHome(asked) {
  const { view } = await get(`/pretend/slack/home/${user}`);
  if (asked !== [user, place, thread].join()) return;
  by("slack-thread").hidden = true;
  by("slack-hints").hidden = true;
  const is = JSON.stringify(view);
  if (is === shown) return;
  shown = is;
  const nothing = el("li", { class: "nothing" }, el("strong", {}, "Home is empty."), el("p", {}, "Chairside draws it when somebody looks at it."));
  by("slack-messages").replaceChildren(view ? el("li", { class: "home" }, ...blocks.draw(view.blocks, where(view.id, { view_id: view.id }))) : nothing);
}

function show(channel) {
  const parent = channel.messages.find((message) => message.ts === thread);
  if (thread && !parent) thread = null;
  by("slack-thread").hidden = !thread;
  by("slack-line").placeholder = thread ? "Answer in the thread" : `Message ${channel.name ? `#${channel.name}` : "Chairside"}, or /command`;
  const listed = parent ? [parent, ...parent.replies] : channel.messages;
  const list = by("slack-messages"), room = by("slack-channel");
  const low = room.scrollHeight - room.scrollTop - room.clientHeight < 80;
  const known = new Set(listed.map((message) => message.ts));
  for (const [ts, one] of drawn) if (!known.has(ts)) { one.node.remove(); drawn.delete(ts); }
  let grown = false;
  listed.forEach((message, n) => {
    const is = JSON.stringify([message, warned.get(message.ts)]);
    if (drawn.get(message.ts)?.is === is) return;
    const node = draw(message, n > 0 && Boolean(parent));
    const before = drawn.get(message.ts);
    if (before) before.node.replaceWith(node);
    else list.insertBefore(node, list.children[n] ?? null);
    grown = true;
    drawn.set(message.ts, { node, is });
  });
  by("slack-hints").hidden = listed.length > 0 || channel.name !== DESK;
  if (!by("slack-hints").hidden && !by("slack-hints").querySelector("button")) {
    by("slack-hints").append(...HINTS.map((line) => el("button", { type: "button", on: { click: () => send(line) } }, line)));
  }
  if (grown && low) room.scrollTop = room.scrollHeight;
}

function draw(message, answer) {
  const body = message.blocks.length ? blocks.draw(message.blocks, where(message.ts, { channel: place, ts: message.ts })) : [el("p", {}, ...slackWords.marked(message.text))];
  const replies = message.replies?.length ?? 0;
  const open = answer || thread || message.only_for ? null
    : el("button", { type: "button", class: "thread", on: { click: () => { thread = message.ts; redraw(); by("slack-line").focus(); } } },
      replies ? `${replies} ${replies === 1 ? "reply" : "replies"}` : "Reply in thread");
  return el("li", { class: `message${message.only_for ? " whisper" : ""}`, "data-ts": message.ts },
    el("span", { class: "face", "aria-hidden": "true" }, message.slackbot ? "S" : message.app ? "C" : initials(message.name)),
    el("div", { class: "body" },
      message.only_for && el("p", { class: "muted" }, "Only visible to you"),
      el("p", { class: "by" }, el("strong", {}, message.name), message.app ? el("span", { class: "app" }, "APP") : null,
        el("time", { datetime: message.at }, times.clock(message.at)), message.edited ? el("span", { class: "muted" }, "(edited)") : null),
      ...body,
      message.reactions.length ? el("p", { class: "reactions" }, ...message.reactions.map((one) => el("span", {}, ...slackWords.marked(`:${one.name}:`), ` ${one.count}`))) : null,
      warned.has(message.ts) ? el("p", { class: "wrong", role: "alert" }, warned.get(message.ts)) : null, open));
}

const initials = (name) => name.split(" ").map((word) => word[0]).slice(0, 2).join("");

function where(key, at) {
  const asked = (block, element) => ({ user, ...at, block_id: block.block_id, action_id: element.action_id });
  return {
    key,
    press: async (block, element, value) => {
      warned.delete(key);
      try {
        const { failed } = await post("/pretend/slack/press", { ...asked(block, element), value, values: blocks.values({ key }) });
        if (failed) warned.set(key, "⚠ The app did not answer.");
      } catch (error) {
        warned.set(key, error.status ? error.message : "No connection: press again.");
      }
      await refresh();
    },
    suggest: (block, element, typed) => post("/pretend/slack/suggest", { ...asked(block, element), value: typed }).then((answer) => answer.options, () => []),
  };
}

// --- writing ---

async function send(line) {
  const text = line.trim();
  if (!text) return;
  wrong("");
  const commands = text.startsWith("/") && !text.startsWith("//"); // "//" begins a remark among colleagues
  if (commands && thread) { wrong(`${text.split(" ")[0]} is not supported in threads. Sorry!`); return; }
  by("slack-line").value = "";
  try {
    if (commands) await post("/pretend/slack/command", { user, channel: place, text });
    else await post("/pretend/slack/say", { user, channel: place, text, ...(thread ? { thread_ts: thread } : {}) });
  } catch (error) {
    by("slack-line").value = line;
    wrong(error.status ? error.message : "Not sent: no connection to the pretend world.");
  }
  await refresh();
  by("slack-channel").scrollTop = by("slack-channel").scrollHeight;
  by("slack-line").focus({ preventScroll: true });
  if (!by("slack-away").hidden) await check();
}

function wrong(text) { say(by("slack-wrong"), text); }
