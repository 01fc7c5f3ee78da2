"""The routes under `/pretend/slack`, for the page and for scripts: type, press, submit as somebody; look at what they see."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from bot.pretend.asking import Wrong, asked_json, told
from bot.pretend.slack import CannotDo, PretendSlack, showing
from bot.pretend.slack.setup import REVOKED
from bot.pretend.slack.workspace import Json

LONGEST = 12_000
REASONS = ("warning", "refresh_requested", "link_disabled")


class SlackConsole:
    def __init__(self, slack: PretendSlack) -> None:
        self._slack = slack
        self._workspace = slack.workspace

    def routes(self) -> list[Route]:
        seen = {
            "people": self.people,
            "channels/{id}": self.channel,
            "home/{user}": self.home,
            "modals/{user}": self.open_modals,
        }
        done = {
            "command": self.command, "say": self.say, "press": self.press, "suggest": self.suggest, "submit": self.submit,
            "close": self.close, "home": self.open_home, "verify": self.verify, "event": self.event, "setup": self.set_up,
            "sockets": self.disconnect,
        }  # fmt: skip
        reads = [Route(f"/pretend/slack/{path}", told(_possible(handler))) for path, handler in seen.items()]
        return reads + [
            Route(f"/pretend/slack/{path}", told(_possible(handler)), methods=["POST"]) for path, handler in done.items()
        ]

    # --- what there is to see ----------------------------------------------------------------------------------------

    async def people(self, _: Request) -> Any:
        connections = self._slack.sockets.connections
        return showing.people(self._workspace) | {"socket_mode": self._slack.sockets.on, "connections": connections}

    async def channel(self, request: Request) -> Any:
        """`?user=` for what that person sees; without it everything, each whisper with whom it is for."""
        channel, user = request.path_params["id"], request.query_params.get("user")
        if channel not in self._workspace.channels:
            raise Wrong("There is no such channel: see /pretend/slack/people.", 404)
        if user is not None:
            self._slack.acts.member(user, channel)
        return showing.channel(self._workspace, channel, user)

    async def home(self, request: Request) -> Any:
        user = self._slack.acts.user(request.path_params["user"])
        return {"user": user.id, "view": self._workspace.homes.get(user.id)}

    async def open_modals(self, request: Request) -> Any:
        return showing.modals(self._workspace, self._slack.acts.user(request.path_params["user"]).id)

    # --- what one can do ---------------------------------------------------------------------------------------------

    async def command(self, request: Request) -> Any:
        asked = await asked_json(request)
        line = _text(asked, "text")
        if not line.lstrip().startswith("/"):
            raise Wrong('A command begins with a slash, like "/today".')
        return {"failed": await self._slack.acts.command(_text(asked, "user"), _text(asked, "channel"), line)}

    async def say(self, request: Request) -> Any:
        asked = await asked_json(request)
        thread = _text(asked, "thread_ts") if asked.get("thread_ts") else None
        return {"ts": self._slack.acts.say(_text(asked, "user"), _text(asked, "channel"), _text(asked, "text"), thread)["ts"]}

    async def press(self, request: Request) -> Any:
        """`channel` and `ts`, or `view_id`; `action_id`, perhaps `block_id`; the chosen `value`; the `values` of the rest."""
        asked = await asked_json(request)
        failed = await self._slack.acts.press(
            _text(asked, "user"), _where(asked), _text(asked, "action_id"), str(asked.get("block_id", "")),
            asked.get("value"), _values(asked),
        )  # fmt: skip
        return {"failed": failed}

    async def suggest(self, request: Request) -> Any:
        asked = await asked_json(request)
        typed = asked.get("value", "")
        if not isinstance(typed, str):
            raise Wrong("value is what was typed so far.")
        action, block = _text(asked, "action_id"), str(asked.get("block_id", ""))
        return {"options": await self._slack.acts.suggest(_text(asked, "user"), _where(asked), action, block, typed)}

    async def submit(self, request: Request) -> Any:
        """`values` is {block_id: {action_id: plain value}}; what is left out keeps what it began with."""
        asked = await asked_json(request)
        view = _text(asked, "view_id") if "view_id" in asked else None
        seen = await self._slack.modals.submit(_text(asked, "user"), _values(asked), view)
        return {"errors": seen.errors, "note": seen.note, "sent": seen.sent}

    async def close(self, request: Request) -> Any:
        asked = await asked_json(request)
        await self._slack.modals.close(_text(asked, "user"), everything=asked.get("all") is True)
        return {}

    async def open_home(self, request: Request) -> Any:
        asked = await asked_json(request)
        tab = asked.get("tab", "home")
        if tab not in ("home", "messages"):
            raise Wrong('tab must be "home" or "messages".')
        self._slack.acts.open_home(_text(asked, "user"), tab)
        return {}

    # --- the vendor's own side ---------------------------------------------------------------------------------------

    async def verify(self, _: Request) -> Any:
        """Does the bot answer Slack at all? `why` is empty if it does."""
        sockets = self._slack.sockets
        if sockets.on:
            return {"why": "" if sockets.connections else "connection_failed"}
        return {"why": await self._slack.verify()}

    async def event(self, request: Request) -> Any:
        """Tell the bot that it was taken out of the workspace, or its tokens revoked."""
        type_ = (await asked_json(request)).get("type")
        if type_ not in ("app_uninstalled", "tokens_revoked"):
            raise Wrong('type must be "app_uninstalled" or "tokens_revoked".')
        self._slack.events.lifecycle(type_)
        return {}

    async def set_up(self, request: Request) -> Any:
        """Change the app's set-up: `scopes` and `events` (lists), `refuses` (an error, or ""), `paced`, `burst`, `home_tab`,
        `socket_mode` (false: over HTTP again).
        """
        asked, setup, sockets = await asked_json(request), self._slack.setup, self._slack.sockets
        scopes, events = _names(asked, "scopes", setup.scopes), _names(asked, "events", setup.events)
        refuses, burst = asked.get("refuses", setup.refuses), asked.get("burst", setup.rates.burst)
        if refuses not in REVOKED:
            raise Wrong(f"refuses must be empty or one of {', '.join(REVOKED[1:])}.")
        if type(burst) is not int or burst < 1:
            raise Wrong("burst must be how many messages a channel takes at once, at least 1.")
        setup.scopes, setup.events, setup.refuses, setup.rates.burst = scopes, events, refuses, burst
        setup.rates.on = asked.get("paced", setup.rates.on) is True
        setup.home_tab = asked.get("home_tab", setup.home_tab) is True
        sockets.on = asked.get("socket_mode", sockets.on) is True
        return {
            "scopes": sorted(scopes),
            "events": sorted(events),
            "refuses": refuses,
            "paced": setup.rates.on,
            "burst": burst,
            "home_tab": setup.home_tab,
            "socket_mode": sockets.on,
        }

    async def disconnect(self, request: Request) -> Any:
        """Close every Socket Mode connection, as the vendor does every few hours."""
        reason = (await asked_json(request)).get("disconnect")
        if reason not in REASONS:
            raise Wrong(f"disconnect must be one of {', '.join(REASONS)}.")
        return {"closed": await self._slack.sockets.disconnect(reason)}


def _possible(handler: Callable[[Request], Awaitable[Any]]) -> Callable[[Request], Awaitable[Any]]:
    async def handle(request: Request) -> Any:
        try:
            return await handler(request)
        except CannotDo as error:
            raise Wrong(str(error)) from None

    return handle


def _names(asked: Json, name: str, now: frozenset[str]) -> frozenset[str]:
    given = asked.get(name, list(now))
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise Wrong(f"{name} must be a list of names.")
    return frozenset(given)


def _text(asked: Json, name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        raise Wrong(f"{name} must be a text.")
    return value


def _where(asked: Json) -> Json:
    if "view_id" in asked:
        return {"view_id": _text(asked, "view_id")}
    return {"channel": _text(asked, "channel"), "ts": _text(asked, "ts")}


def _values(asked: Json) -> Json:
    values = asked.get("values", {})
    if not isinstance(values, dict) or not all(isinstance(fields, dict) for fields in values.values()):
        raise Wrong("values must be {block_id: {action_id: value}}.")
    return values
