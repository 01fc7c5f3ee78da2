"""What a person does with a modal: submits it, closes it. Source: Slack, "Modals: handling submissions"."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.pretend.slack import payloads
from bot.pretend.slack.acting import Acts, CannotDo
from bot.pretend.slack.blocks import check_view, elements_of
from bot.pretend.slack.call import Inside
from bot.pretend.slack.filling import CannotBe, Given, missing
from bot.pretend.slack.outgoing import Failure, Got, Outgoing
from bot.pretend.slack.viewing import MOST_IN_STACK, as_view, changed
from bot.pretend.slack.workspace import Json

TROUBLE = "We had some trouble connecting. Try again?"


@dataclass(frozen=True)
class Seen:
    """What the person sees then: errors beside the fields, or a note on top, or neither. `sent`: the bot was asked."""

    errors: dict[str, str] = field(default_factory=dict)
    note: str = ""
    sent: bool = True


class Modals:
    def __init__(self, inside: Inside, outgoing: Outgoing, acts: Acts) -> None:
        self._inside = inside
        self._workspace = inside.workspace
        self._outgoing = outgoing
        self._acts = acts

    def top(self, user_id: str) -> Json:
        """Return the modal on top."""
        stack = self._workspace.modals.get(user_id)
        if not stack:
            raise CannotDo("No modal is open.")
        return stack[-1]

    async def submit(self, user_id: str, given: Given, view_id: str | None = None) -> Seen:
        """Submit the modal on top with what stands in its fields."""
        user, view = self._acts.user(user_id), self.top(user_id)
        if view_id is not None and view_id != view["id"]:
            raise CannotDo("That modal is not on top.")
        if view["submit"] is None and not any(block["type"] == "input" for block in view["blocks"]):
            raise CannotDo("That modal has no button to submit it.")
        try:
            values = self._acts.values(view["blocks"], given)
        except CannotBe as error:
            raise CannotDo(f"{error}.") from None
        if wrong := missing(view["blocks"], values):
            return Seen({one.block_id: one.why for one in wrong}, sent=False)
        view["state"] = {"values": values}
        # The view as it is now: a second delivery tells of no later one.
        sent: Json = {
            "type": "view_submission", **payloads.who(user, self._inside.setup.token),
            "trigger_id": self._inside.tickets.trigger(user_id, view["id"]),
            "view": dict(view), "response_urls": self._response_urls(user_id, view, values),
        }  # fmt: skip
        return self._seen(user_id, view, await self._outgoing.ask("submission", sent))

    def _response_urls(self, user_id: str, view: Json, values: Json) -> list[Json]:
        """Where the person chose a conversation for the answer, the app gets an address to answer there."""
        urls = []
        for block in view["blocks"]:
            for element in elements_of(block):
                if element.get("response_url_enabled"):
                    state = values[block["block_id"]][element["action_id"]]
                    channel = state.get("selected_conversation") or state.get("selected_channel")
                    if channel in self._workspace.channels:
                        url = self._inside.tickets.response_url("actions", user_id, channel)
                        ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
                        urls.append({**ids, "channel_id": channel, "response_url": url})
        return urls

    def _seen(self, user_id: str, view: Json, answer: Got | Failure) -> Seen:
        if isinstance(answer, Failure):
            return self._trouble(view)
        stack = self._workspace.modals.get(user_id, [])
        if view not in stack:
            return Seen()  # closed in the meantime
        said = answer.said if isinstance(answer.said, dict) else {}
        action = said.get("response_action")
        if not said and not answer.text:
            stack.remove(view)
        elif action == "clear":
            stack.clear()
        elif action == "errors":
            return self._errors(view, said.get("errors"))
        elif action in ("update", "push") and not self._shown(stack, view, action, said.get("view")):
            return self._trouble(view)
        elif action not in ("update", "push"):
            self._workspace.note_trouble("submission", "invalid_response", said=str(said)[:200])
            return self._trouble(view)
        self._workspace.touched()
        return Seen()

    def _errors(self, view: Json, errors: object) -> Seen:
        """Errors belong to input blocks of the view; anything else is a mistake of the app."""
        inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
        fits = isinstance(errors, dict) and errors and all(
            name in inputs and isinstance(why, str) and why for name, why in errors.items()
        )  # fmt: skip
        if not fits or not isinstance(errors, dict):
            self._workspace.note_trouble("submission", "invalid_errors", errors=str(errors)[:200])
            return self._trouble(view)
        return Seen(dict(errors))

    def _shown(self, stack: list[Json], view: Json, action: str, wanted: object) -> bool:
        complaints = check_view(wanted, "modal")
        if complaints or not isinstance(wanted, dict) or (action == "push" and len(stack) >= MOST_IN_STACK):
            self._workspace.note_trouble("submission", "invalid_view", complaints=complaints)
            return False
        if action == "update":
            changed(self._workspace, view, wanted)
        else:
            stack.append(as_view(self._workspace, wanted, below=view))
        return True

    def _trouble(self, view: Json) -> Seen:
        self._workspace.notes[view["id"]] = TROUBLE
        self._workspace.touched()
        return Seen(note=TROUBLE)

    async def close(self, user_id: str, *, everything: bool = False) -> None:
        """Close the modal on top with its button; or, with the cross, all that stand on one another."""
        user, top = self._acts.user(user_id), self.top(user_id)
        stack = self._workspace.modals[user_id]
        cleared = everything or bool(top["clear_on_close"])
        going = list(reversed(stack)) if cleared else [top]
        for view in going:
            stack.remove(view)
        self._workspace.touched()
        for view in going:
            if view["notify_on_close"]:
                told = payloads.who(user, self._inside.setup.token)
                await self._outgoing.ask("closed", {"type": "view_closed", **told, "view": view, "is_cleared": cleared})
