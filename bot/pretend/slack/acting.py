"""What a person does in Slack: types a command, says something, presses, chooses, opens Home. Each returns what they then see.

""                       all is well
"dispatch_failed"        the bot did not answer, or not with a success; Slackbot says so in the channel
"operation_timeout"      no answer within 3 s
"no_answer"              a press: a small warning sign beside the button
"""

from __future__ import annotations

import uuid
from random import Random
from typing import Any

from bot.pretend.slack import payloads, people
from bot.pretend.slack.answering import Answering
from bot.pretend.slack.blocks import elements_of
from bot.pretend.slack.call import Inside
from bot.pretend.slack.elements import GROUP, OPTION, OPTIONS
from bot.pretend.slack.errors import Refused
from bot.pretend.slack.filling import CannotBe, Given, state_of
from bot.pretend.slack.mrkdwn import linked
from bot.pretend.slack.outgoing import Failure, Got, Outgoing
from bot.pretend.slack.people import Channel, User
from bot.pretend.slack.shapes import Complaints, array
from bot.pretend.slack.tickets import URL_LIVES, Reply
from bot.pretend.slack.workspace import Json

MOST_OFFERED = 500  # of one field; what was chosen after an earlier search is still chosen
SAID = {
    "dispatch_failed": '`{command}` failed with the error "dispatch_failed": the app does not take commands.',
    "operation_timeout": '`{command}` failed with the error "operation_timeout": the app did not answer within three seconds.',
    "invalid_command_response": '`{command}` failed with the error "invalid_command_response".',
}


class CannotDo(ValueError):
    """Slack's own window would not let that person do it; the text says why."""


class Acts:
    def __init__(self, inside: Inside, outgoing: Outgoing, answering: Answering, random: Random) -> None:
        self._inside = inside
        self._workspace = inside.workspace
        self._outgoing = outgoing
        self._answering = answering
        self._random = random
        self._offered: dict[tuple[str, str], list[Json]] = {}  # block and action: what the bot has suggested

    # --- writing -----------------------------------------------------------------------------------------------------

    async def command(self, user_id: str, channel_id: str, line: str) -> str:
        """Type `/name and more` in a channel. Return what became of it."""
        user, channel = self.user(user_id), self.member(user_id, channel_id)
        name, _, text = line.strip().partition(" ")
        known = self._inside.setup.commands
        if known is not None and name not in known:
            said = f'`{name}` is not a valid command. In Slack, all messages that start with "/" are interpreted as commands.'
            self._answering.slackbot(user_id, channel_id, said)
            return "unknown_command"
        tickets = self._inside.tickets
        payload = payloads.command(
            user, channel, name, text.strip(), token=self._inside.setup.token,
            trigger_id=tickets.trigger(user_id), response_url=tickets.response_url("commands", user_id, channel_id),
        )  # fmt: skip
        answer = await self._outgoing.ask("command", payload)
        failed = self._command_failed(answer, user_id, channel_id)
        if failed:
            self._answering.slackbot(user_id, channel_id, SAID[failed].format(command=name))
        return failed

    def _command_failed(self, answer: Got | Failure, user: str, channel: str) -> str:
        if isinstance(answer, Failure):
            return "operation_timeout" if answer.reason == "http_timeout" else "dispatch_failed"
        said = answer.said if answer.said is not None else {"text": answer.text} if answer.text else None
        if not said:
            return ""
        try:
            if not isinstance(said, dict):
                raise Refused("invalid_command_response")
            self._answering.answer(Reply(user, channel, None, None, self._workspace.now() + URL_LIVES), said)
        except Refused as refused:
            self._workspace.note_trouble("command", refused.error)
            return "invalid_command_response"
        return ""

    def say(self, user_id: str, channel_id: str, text: str, thread_ts: str | None = None) -> Json:
        """Write a message, or an answer in a thread. Return it."""
        user, channel = self.user(user_id), self.member(user_id, channel_id)
        if channel.archived:
            raise CannotDo("That channel is archived.")
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")  # so does Slack's window
        written = linked(escaped, self._workspace.users.values())
        plain = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
        message: Json = {
            "type": "message", "user": user.id, "client_msg_id": str(uuid.UUID(int=self._random.getrandbits(128), version=4)),
            "text": written, "team": user.team, "ts": self._workspace.new_ts(),
            "blocks": [{"type": "rich_text", "block_id": self._workspace.new_id(length=5), "elements": [plain]}],
        }  # fmt: skip
        if user.team != people.TEAM:
            message |= {"user_team": user.team, "source_team": user.team}
        if thread_ts is not None:
            parent = self._workspace.message(channel_id, thread_ts)
            if parent is None:
                raise CannotDo("There is no such thread.")
            message |= {"thread_ts": thread_ts, "parent_user_id": parent["user"]}
        self._workspace.put(channel_id, message)
        self._inside.events.message(channel, message)
        return message

    def open_home(self, user_id: str, tab: str = "home") -> None:
        """Look at the app's Home, or at its messages."""
        user = self.user(user_id)
        if user.team != people.TEAM:
            raise CannotDo("Somebody of another workspace has no Home here.")
        self._inside.events.home_opened(user, f"D{user_id[1:]}", tab)

    # --- pressing ----------------------------------------------------------------------------------------------------

    async def press(
        self, user_id: str, where: Json, action_id: str, block_id: str = "", value: Any = None, given: Given | None = None
    ) -> str:
        """Press a button, or choose something, in a message (`channel`, `ts`) or in a view (`view_id`). `given` is what stands
        in the other fields. Return what becomes of it.
        """
        user = self.user(user_id)
        payload = {"type": "block_actions", **payloads.who(user, self._inside.setup.token), "response_url": ""}
        blocks, place = self._place(user_id, where)
        block, element = _find(blocks, action_id, block_id)
        suggested = self.offered(block["block_id"], element["action_id"])
        view = place.get("view")
        payload |= place | {
            "trigger_id": self._inside.tickets.trigger(user_id, view["id"] if view and view["type"] == "modal" else None)
        }
        try:
            values = self.values(blocks, given or {})
            payload["actions"] = [payloads.action(block, element, value, suggested, self._workspace.new_ts())]
        except CannotBe as error:
            raise CannotDo(f"{error}.") from None
        if view is not None:
            del payload["response_url"]
            payload["view"] = {**view, "state": {"values": values}}
        else:
            container = place["container"]
            payload["state"] = {"values": values}
            payload["response_url"] = self._inside.tickets.response_url(
                "actions", user_id, container["channel_id"], container["message_ts"], container.get("thread_ts")
            )
        answer = await self._outgoing.ask("action", payload)
        return "no_answer" if isinstance(answer, Failure) else ""

    async def suggest(self, user_id: str, where: Json, action_id: str, block_id: str, typed: str) -> list[Json]:
        """Type into a select whose options come from the bot. Return the options, or the groups of them."""
        user = self.user(user_id)
        blocks, place = self._place(user_id, where)
        block, element = _find(blocks, action_id, block_id)
        if "external" not in element["type"]:
            raise CannotDo("The options of that field do not come from the bot.")
        if len(typed) < element.get("min_query_length", 3):
            return []
        payload = {
            "type": "block_suggestion", **payloads.who(user, self._inside.setup.token), **place,
            "action_id": element["action_id"], "block_id": block["block_id"], "value": typed,
        }  # fmt: skip
        answer = await self._outgoing.ask("suggestion", payload)
        said = answer.said if isinstance(answer, Got) else None
        options = self._suggested(said if isinstance(said, dict) else {})
        flat = [one for option in options for one in option.get("options", [option])]
        key = (block["block_id"], element["action_id"])
        self._offered[key] = [*(one for one in self._offered.get(key, []) if one not in flat), *flat][-MOST_OFFERED:]
        return options

    def _suggested(self, said: Json) -> list[Json]:
        """Options that break the rules are not shown, and nobody is told."""
        name, shape = ("options", OPTION) if "options" in said else ("option_groups", GROUP)
        found: Complaints = []
        array(shape, 0, OPTIONS)(said.get(name), f"/{name}", found)
        if found:
            self._workspace.note_trouble("suggestion", "invalid_options", complaints=found)
            return []
        options: list[Json] = said[name]
        return options

    def offered(self, block_id: str, action_id: str) -> list[Json]:
        return self._offered.get((block_id, action_id), [])

    def values(self, blocks: list[Json], given: Given) -> Json:
        return state_of(blocks, given, self.offered)

    # --- who, and where ----------------------------------------------------------------------------------------------

    def user(self, user_id: str) -> User:
        user = self._workspace.users.get(user_id)
        if user is None or user.is_bot or user.deleted or user_id == people.SLACKBOT:
            raise CannotDo("There is no such person in the workspace.")
        return user

    def member(self, user_id: str, channel_id: str) -> Channel:
        channel = self._workspace.channels.get(channel_id)
        if channel is None or user_id not in channel.members:
            raise CannotDo("That person is not in that channel.")
        return channel

    def _place(self, user_id: str, where: Json) -> tuple[list[Json], Json]:
        """Return the blocks of what is looked at, and how the payload says where it is."""
        if "view_id" in where:
            found = self._workspace.view(where["view_id"])
            if found is None or found[0] != user_id:
                raise CannotDo("That view is not open.")
            return found[1]["blocks"], payloads.in_view(found[1])
        channel = self.member(user_id, str(where.get("channel")))
        ts = str(where.get("ts"))
        message = self._workspace.message(channel.id, ts)
        whisper = self._workspace.whispers.get(ts)
        if message is None and whisper is not None and (whisper["channel"], whisper["for"]) == (channel.id, user_id):
            message = whisper
        if message is None:
            raise CannotDo("There is no such message.")
        return message.get("blocks", []), payloads.in_message(channel, message)


def _find(blocks: list[Json], action_id: str, block_id: str) -> tuple[Json, Json]:
    for block in blocks:
        for element in elements_of(block):
            if element["action_id"] == action_id and block_id in ("", block["block_id"]):
                return block, element
    raise CannotDo(f"There is nothing with the action_id {action_id} there.")
