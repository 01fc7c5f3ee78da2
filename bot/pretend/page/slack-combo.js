// A select whose options come from the bot: what is typed is asked of it, and what it offers can be chosen.

import { el } from "./dom.js";

const PAUSE_MS = 250;
const texts = new Map(); // what a chosen value was called, for when the field is drawn again

export function combo(one, { block, place, now, change }) {
  const many = one.type.startsWith("multi_");
  const picked = many ? [...(now || [])] : [];
  const key = (value) => `${block.block_id}/${one.action_id}/${value}`;
  for (const option of [one.initial_option, ...(one.initial_options ?? [])]) if (option) texts.set(key(option.value), option.text.text);
  const list = el("ul", { role: "listbox", class: "offered", hidden: true, "aria-label": "Offered" });
  const field = el("input", { type: "text", role: "combobox", autocomplete: "off", "aria-expanded": "false", "aria-autocomplete": "list",
    placeholder: one.placeholder?.text ?? "Type to search", "aria-label": one.placeholder?.text ?? "Search", value: many ? "" : texts.get(key(now)) ?? "",
    on: { input: () => { if (!many) change(""); later(); }, focus: () => later(0), blur: () => setTimeout(close, 150), keydown: keys } });
  const tags = el("div", { class: "tags" });
  const box = el("div", { class: "combo" }, tags, field, list);
  let timer = 0, asked = 0;
  if (many) tag();

  function later(after = PAUSE_MS) {
    clearTimeout(timer);
    timer = setTimeout(ask, after);
  }

  async function ask() {
    const mine = ++asked, typed = field.value.trim();
    if (typed.length < (one.min_query_length ?? 3)) { close(); return; }
    const found = await place.suggest(block, one, typed);
    if (mine === asked && document.activeElement === field) show(found, typed);
  }

  function show(found, typed) {
    const rows = found.flatMap((given) => (given.options
      ? [el("li", { class: "group", role: "presentation" }, given.label.text), ...given.options.map(row)]
      : [row(given)]));
    list.replaceChildren(...(rows.length ? rows : [el("li", { class: "group", role: "presentation" }, `Nothing found for “${typed}”.`)]));
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    mark(0);
  }

  function row(option) {
    return el("li", { role: "option", "data-value": option.value, on: { mousedown: (event) => { event.preventDefault(); choose(option); } } },
      option.text.text, option.description && el("small", {}, option.description.text));
  }

  function choose(option) {
    texts.set(key(option.value), option.text.text);
    if (many) { if (!picked.includes(option.value)) picked.push(option.value); field.value = ""; tag(); } else field.value = option.text.text;
    close();
    change(many ? [...picked] : option.value);
  }

  function tag() {
    tags.replaceChildren(...picked.map((value) => el("button", { type: "button", "aria-label": `Take out ${texts.get(key(value)) ?? value}`,
      on: { click: () => { picked.splice(picked.indexOf(value), 1); tag(); change([...picked]); } } }, `${texts.get(key(value)) ?? value} ×`)));
  }

  const rows = () => [...list.querySelectorAll("[role=option]")];

  function mark(place_) {
    rows().forEach((one_, n) => one_.setAttribute("aria-selected", String(n === place_)));
    rows()[place_]?.scrollIntoView({ block: "nearest" });
  }

  function keys(event) {
    if (list.hidden) return;
    const all = rows(), at = all.findIndex((one_) => one_.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark((at + (event.key === "ArrowDown" ? 1 : all.length - 1)) % (all.length || 1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      all[at]?.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
    } else if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); }
  }

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
  }

  return box;
}
