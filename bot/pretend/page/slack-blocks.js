// Block Kit as elements of the page. Where the blocks stand (a message, a modal, Home) says what a press does.
//
// `place` has: key (what stands in its fields is remembered under it), press(block, element, value), suggest(block, element,
// typed) and, in a modal, errors by block_id.

import { el, say } from "./dom.js";
import { marked, words } from "./slack-words.js";
import { combo } from "./slack-combo.js";

const filled = new Map(); // place key -> { block_id: { action_id: plain value } }
let folk = { users: [], channels: [] };
export const meet = (people) => { folk = people; };

export function values(place) {
  if (!filled.has(place.key)) filled.set(place.key, {});
  return filled.get(place.key);
}

export const forget = (key) => filled.delete(key);

function keep(place, block, element, value) {
  (values(place)[block.block_id] ??= {})[element.action_id] = value;
}

function kept(place, block, element) {
  const typed = values(place)[block.block_id];
  if (typed && element.action_id in typed) return typed[element.action_id];
  const first = element.initial_option ?? element.initial_value ?? element.initial_date ?? element.initial_time ?? element.initial_date_time
    ?? element.initial_user ?? element.initial_channel ?? element.initial_conversation ?? element.initial_options;
  return Array.isArray(first) ? first.map((one) => one.value ?? one) : first?.value ?? first ?? "";
}

export function draw(blocks, place) {
  return blocks.map((block) => (BLOCKS[block.type] ?? unknown)(block, place)).filter(Boolean);
}

const unknown = (block) => el("p", { class: "muted" }, `[${block.type}]`);

const BLOCKS = {
  section: (block, place) => el("div", { class: "block section" },
    el("div", { class: "said" }, block.text && el("p", {}, ...words(block.text)),
      block.fields && el("div", { class: "fields" }, ...block.fields.map((field) => el("p", {}, ...words(field))))),
    block.accessory && el("div", { class: "beside" }, element(block, block.accessory, place, true))),
  header: (block) => el("h4", { class: "block" }, ...words(block.text)),
  divider: () => el("hr"),
  context: (block) => el("p", { class: "block context" }, ...block.elements.flatMap((one, n) => [n ? " · " : "", ...(one.type === "image" ? [`[${one.alt_text}]`] : words(one))])),
  actions: (block, place) => el("div", { class: "block actions" }, ...block.elements.map((one) => element(block, one, place, true))),
  image: (block) => el("p", { class: "block context" }, `[${block.alt_text}]`),
  markdown: (block) => el("p", { class: "block" }, ...marked(block.text)),
  rich_text: (block) => el("p", { class: "block" }, rich(block)),
  input: input,
};

const rich = (node) => (node.elements ? node.elements.map(rich).join("") : node.text ?? (node.user_id ? `@${node.user_id}` : ""));

function input(block, place) {
  const field = element(block, block.element, place, block.dispatch_action === true);
  const group = ["radio_buttons", "checkboxes"].includes(block.element.type);
  const target = field.matches?.("input, select, textarea") ? field : field.querySelector("input, select, textarea");
  const id = `${place.key}-${block.block_id}`;
  if (!group && target) { target.id = id; target.removeAttribute("aria-label"); }
  const optional = block.optional ? el("span", { class: "muted" }, " (optional)") : null;
  const why = el("p", { class: "wrong", id: `${id}-why` });
  say(why, place.errors?.[block.block_id] ?? "");
  if (target && why.textContent) { target.setAttribute("aria-invalid", "true"); target.setAttribute("aria-describedby", why.id); }
  return el(group ? "fieldset" : "div", { class: "block input" },
    el(group ? "legend" : "label", group ? {} : { for: id }, block.label.text, optional), field,
    block.hint && el("p", { class: "muted" }, block.hint.text), why);
}

// --- elements ---

function element(block, one, place, acts) {
  const change = (value) => {
    keep(place, block, one, value);
    if (acts && value !== "") confirmed(one.confirm).then((yes) => yes && place.press(block, one, value));
  };
  const now = kept(place, block, one);
  const make = ELEMENTS[one.type] ?? ELEMENTS[one.type.replace("multi_", "")];
  return make ? make(one, { block, place, now, change }) : unknown(one);
}

const named = (one, fallback) => ({ "aria-label": one.placeholder?.text ?? fallback });
const several = (one) => one.type.startsWith("multi_");

function chosen(event) {
  return event.target.multiple ? [...event.target.selectedOptions].map((option) => option.value) : event.target.value;
}

function select(one, groups, { now, change }) {
  const option = (given) => el("option", { value: given.value, selected: several(one) ? now.includes(given.value) : now === given.value }, given.text.text);
  const listed = groups.flatMap((group) => (group.label ? [el("optgroup", { label: group.label.text }, ...group.options.map(option))] : group.options.map(option)));
  const empty = several(one) ? null : el("option", { value: "" }, one.placeholder?.text ?? "Choose…");
  return el("select", { ...named(one, "Choose"), multiple: several(one), on: { change: (event) => change(chosen(event)) } }, empty, ...listed);
}

const ofPeople = (keep_) => folk.users.filter(keep_).map((user) => ({ value: user.id, text: { text: user.real_name } }));
const ofChannels = () => folk.channels.filter((channel) => channel.name && !channel.archived).map((channel) => ({ value: channel.id, text: { text: `#${channel.name}` } }));

function typed(type, more = {}) {
  return (one, { now, change }) => el("input", { type, value: now, placeholder: one.placeholder?.text, ...named(one, "Text"), autocomplete: "off", ...more,
    on: { input: (event) => change(event.target.value), change: (event) => change(event.target.value) } });
}

const ELEMENTS = {
  button: (one, { block, place }) => el("button", { type: "button", class: one.style ?? "", "data-action": one.action_id, "aria-label": one.accessibility_label,
    on: { click: async (event) => {
      const button = event.currentTarget;
      if (!(await confirmed(one.confirm))) return;
      if (one.url) window.open(one.url, "_blank", "noopener,noreferrer");
      button.disabled = true;
      await place.press(block, one, null);
      button.disabled = false;
    } } }, ...words(one.text)),
  overflow: (one, { block, place }) => el("select", { class: "more", "aria-label": "More", on: { change: (event) => {
    const value = event.target.value;
    event.target.value = "";
    confirmed(one.confirm).then((yes) => yes && place.press(block, one, value));
  } } }, el("option", { value: "" }, "⋯"), ...one.options.map((option) => el("option", { value: option.value }, option.text.text))),
  static_select: (one, about) => select(one, one.option_groups ?? [{ options: one.options }], about),
  users_select: (one, about) => select(one, [{ options: ofPeople((user) => !user.bot) }], about),
  channels_select: (one, about) => select(one, [{ options: ofChannels() }], about),
  conversations_select: (one, about) => select(one, [{ options: [...ofChannels(), ...ofPeople((user) => !user.bot)] }], about),
  external_select: (one, about) => combo(one, about),
  datepicker: (one, { now, change }) => el("input", { type: "date", value: now, ...named(one, "Date"), on: { change: (event) => change(event.target.value) } }),
  timepicker: (one, { now, change }) => el("input", { type: "time", value: now, ...named(one, "Time"), on: { change: (event) => change(event.target.value) } }),
  datetimepicker: (one, { now, change }) => el("input", { type: "datetime-local", value: local(now), "aria-label": "Date and time",
    on: { change: (event) => change(event.target.value ? Math.round(new Date(event.target.value).getTime() / 1000) : "") } }),
  radio_buttons: (one, about) => choices("radio", one, about),
  checkboxes: (one, about) => choices("checkbox", one, about),
  plain_text_input: (one, { now, change }) => (one.multiline
    ? el("textarea", { rows: 3, maxlength: one.max_length, placeholder: one.placeholder?.text, on: { input: (event) => change(event.target.value) } }, now)
    : typed("text", { maxlength: one.max_length })(one, { now, change })),
  email_text_input: typed("email"),
  url_text_input: typed("url"),
  number_input: typed("text", { inputmode: "decimal" }),
};

const local = (seconds) => (seconds ? new Date(seconds * 1000 - new Date(seconds * 1000).getTimezoneOffset() * 60_000).toISOString().slice(0, 16) : "");

function choices(type, one, { block, place, now, change }) {
  const name = `${place.key}-${block.block_id}-${one.action_id}`;
  const picked = new Set([].concat(now || []));
  return el("div", { class: "choices" }, ...one.options.map((option) => el("label", {},
    el("input", { type, name, value: option.value, checked: picked.has(option.value), on: { change: (event) => {
      if (type === "radio") { change(option.value); return; }
      picked[event.target.checked ? "add" : "delete"](option.value);
      change([...picked]);
    } } }), el("span", {}, ...words(option.text), option.description && el("small", {}, option.description.text)))));
}

// --- "are you sure?" ---

function confirmed(asked) {
  if (!asked) return Promise.resolve(true);
  return new Promise((done) => {
    const dialog = el("dialog", { class: "ask", "aria-label": asked.title.text },
      el("h3", {}, asked.title.text), el("p", {}, ...words(asked.text)),
      el("div", { class: "foot" }, el("button", { type: "button", on: { click: () => dialog.close("no") } }, asked.deny.text),
        el("button", { type: "button", class: asked.style ?? "primary", on: { click: () => dialog.close("yes") } }, asked.confirm.text)));
    dialog.addEventListener("close", () => { done(dialog.returnValue === "yes"); dialog.remove(); });
    document.body.append(dialog);
    dialog.showModal();
  });
}
