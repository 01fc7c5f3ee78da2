// The modal on top, as the person we play sees it: filled in, submitted, closed.

import { get, post } from "./api.js";
import { by, say } from "./dom.js";
import { draw, forget, values } from "./slack-blocks.js";

let user = "", drawn = "", top = null, errors = {}, note = "", busy = false, acted = () => {};

export function start(done) {
  acted = done;
  by("slack-form").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  by("slack-cancel").addEventListener("click", () => close(false));
  by("slack-cross").addEventListener("click", () => close(true));
  by("slack-modal").addEventListener("cancel", (event) => { event.preventDefault(); close(false); });
}

export async function refresh(who) {
  const found = await get(`/pretend/slack/modals/${who}`);
  const view = found.views.at(-1) ?? null;
  const is = JSON.stringify([who, view && [view.id, view.hash], found.note]);
  if (is === drawn) return;
  if (view?.id !== top?.id || view?.hash !== top?.hash) errors = {};
  if (top && view?.id !== top.id && !found.views.some((one) => one.id === top.id)) forget(top.id);
  [user, drawn, top, note] = [who, is, view, found.note];
  show();
}

function show() {
  const dialog = by("slack-modal");
  if (!top) { if (dialog.open) dialog.close(); return; }
  const place = {
    key: top.id, errors,
    press: (block, element, value) => post("/pretend/slack/press", { user, view_id: top.id, block_id: block.block_id, action_id: element.action_id, value, values: values({ key: top.id }) })
      .then((answer) => { if (answer.failed) warn("The app did not answer. Try again?"); acted(); }, (error) => warn(error.message)),
    suggest: (block, element, typed) => post("/pretend/slack/suggest", { user, view_id: top.id, block_id: block.block_id, action_id: element.action_id, value: typed })
      .then((answer) => answer.options, () => []),
  };
  say(by("slack-modal-title"), top.title.text);
  by("slack-fields").replaceChildren(...draw(top.blocks, place));
  warn(note);
  const sends = Boolean(top.submit) || top.blocks.some((block) => block.type === "input");
  by("slack-submit").hidden = !sends;
  say(by("slack-submit"), top.submit?.text ?? "Submit");
  say(by("slack-cancel"), top.close?.text ?? (top.previous_view_id ? "Back" : "Cancel"));
  if (!dialog.open) dialog.showModal();
  (by("slack-fields").querySelector("[aria-invalid]") ?? by("slack-fields").querySelector("input, select, textarea"))?.focus();
}

function warn(text) { say(by("slack-trouble"), text); }

async function submit() {
  if (!top || busy) return;
  busy = true;
  by("slack-submit").disabled = true;
  try {
    const seen = await post("/pretend/slack/submit", { user, view_id: top.id, values: values({ key: top.id }) });
    errors = seen.errors;
    note = seen.note;
    if (Object.keys(errors).length || note) show();
  } catch (error) {
    warn(error.status ? error.message : "No connection to the pretend world.");
  } finally {
    busy = false;
    by("slack-submit").disabled = false;
  }
  acted();
}

async function close(everything) {
  await post("/pretend/slack/close", { user, all: everything }).catch((error) => warn(error.message));
  acted();
}
