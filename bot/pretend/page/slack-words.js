// Slack's own markup as nodes: *bold*, _italic_, ~struck~, `code`, links, mentions. Whatever is not markup stays text.

import { el } from "./dom.js";

const CONTROL = /<([^<>\s][^<>]*)>/g;
const STYLED = /(```[\s\S]+?```|`[^`\n]+`)|(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?!\w)|(?<![\w_])_(\S(?:[^_\n]*\S)?)_(?!\w)|(?<![\w~])~(\S(?:[^~\n]*\S)?)~(?!\w)/g;
const EMOJI = { white_check_mark: "✅", heavy_check_mark: "✔️", warning: "⚠️", x: "❌", wave: "👋", tooth: "🦷", calendar: "📅", phone: "☎️", telephone_receiver: "📞", rotating_light: "🚨", hourglass: "⌛", hourglass_flowing_sand: "⏳", eyes: "👀", lock: "🔒", speech_balloon: "💬", red_circle: "🔴", large_green_circle: "🟢", large_yellow_circle: "🟡", arrows_counterclockwise: "🔄", pencil: "📝", sparkles: "✨", tada: "🎉", sunny: "☀️" };
let users = new Map(), channels = new Map();

export function meet(people) {
  users = new Map(people.users.map((user) => [user.id, user.real_name]));
  channels = new Map(people.channels.map((channel) => [channel.id, channel.name]));
}

export const nameOf = (id) => users.get(id) ?? id;

const plain = (text) => text.replace(/:([a-z0-9_+-]+):/g, (all, name) => EMOJI[name] ?? all).replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

// A text object: plain text has no markup at all.
export function words(object) {
  if (!object) return [];
  return object.type === "mrkdwn" ? marked(object.text) : [object.emoji === false ? object.text : object.text.replace(/:([a-z0-9_+-]+):/g, (all, name) => EMOJI[name] ?? all)];
}

export function marked(text) {
  const nodes = [];
  text.split("\n").forEach((line, place) => {
    const quoted = /^(?:&gt;|>) ?/.exec(line);
    if (place && !quoted) nodes.push(el("br"));
    nodes.push(...(quoted ? [el("span", { class: "quoted" }, ...controls(line.slice(quoted[0].length)))] : controls(line)));
  });
  return nodes;
}

function controls(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(CONTROL)) {
    nodes.push(...styled(text.slice(from, match.index)), control(match[1], match[0]));
    from = match.index + match[0].length;
  }
  return [...nodes, ...styled(text.slice(from))];
}

function control(inner, whole) {
  const [what, label] = inner.split("|");
  if (what.startsWith("@")) return el("span", { class: "mention" }, `@${label ?? nameOf(what.slice(1))}`);
  if (what.startsWith("#")) return el("span", { class: "mention" }, `#${label ?? channels.get(what.slice(1)) ?? what.slice(1)}`);
  if (what.startsWith("!date^")) return label ?? "";
  if (what.startsWith("!")) return el("span", { class: "mention" }, `@${what.slice(1)}`);
  if (/^(https?|mailto|tel):/.test(what)) return el("a", { href: what, target: "_blank", rel: "noopener noreferrer" }, plain(label ?? what));
  return plain(whole);
}

function styled(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(STYLED)) {
    nodes.push(plain(text.slice(from, match.index)));
    const [all, code, bold, italic, struck] = match;
    if (code) nodes.push(el("code", {}, plain(code.replace(/^`+|`+$/g, ""))));
    else if (bold) nodes.push(el("strong", {}, ...styled(bold)));
    else if (italic) nodes.push(el("em", {}, ...styled(italic)));
    else nodes.push(el("s", {}, ...styled(struck)));
    from = match.index + all.length;
  }
  return [...nodes, plain(text.slice(from))].filter((node) => node !== "");
}
