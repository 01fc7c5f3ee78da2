"""views.*: modals are opened, pushed and updated, Homes published. Source: Slack, "Views" and the methods' own pages."""

from __future__ import annotations

from typing import Any

from bot.pretend.slack.blocks import check_view, too_large
from bot.pretend.slack.call import Args, Inside
from bot.pretend.slack.errors import Refused, complained
from bot.pretend.slack.viewing import MOST_IN_STACK, as_view, changed
from bot.pretend.slack.workspace import Json


async def open_view(inside: Inside, args: Args) -> Json:
    wanted = _view(inside, args, "modal")
    trigger = inside.tickets.exchange(_pointer(args))
    view = as_view(inside.workspace, wanted)
    inside.workspace.modals[trigger.user] = [view]  # what was open is closed by it
    inside.workspace.touched()
    return {"view": view}


async def push(inside: Inside, args: Args) -> Json:
    """Push a modal onto the one in which the button was pressed."""
    wanted = _view(inside, args, "modal")
    trigger = inside.tickets.exchange(_pointer(args))
    stack = inside.workspace.modals.get(trigger.user, [])
    if trigger.view is None or all(view["id"] != trigger.view for view in stack):
        raise Refused("not_found")
    if len(stack) >= MOST_IN_STACK:
        raise Refused("push_limit_reached")
    view = as_view(inside.workspace, wanted, below=stack[-1])
    stack.append(view)
    inside.workspace.touched()
    return {"view": view}


async def update(inside: Inside, args: Args) -> Json:
    if "view_id" not in args and "external_id" not in args:
        raise Refused("invalid_arguments")
    found = next(
        (
            view
            for _, view in inside.workspace.open_views()
            if view["id"] == args.text("view_id") or (view["external_id"] and view["external_id"] == args.text("external_id"))
        ),
        None,
    )
    wanted = _view(inside, args, found["type"] if found else "modal", but=found)
    if found is None:
        raise Refused("not_found")
    _same(found, args)
    changed(inside.workspace, found, wanted)
    return {"view": found}


async def publish(inside: Inside, args: Args) -> Json:
    user = args.needed("user_id")
    found = inside.workspace.homes.get(user)
    wanted = _view(inside, args, "home", but=found)
    if user not in inside.workspace.users:
        raise Refused("user_not_found")
    if not inside.setup.home_tab:
        raise Refused("not_enabled")
    if found is not None:
        _same(found, args)
        changed(inside.workspace, found, wanted)
        inside.workspace.show_home(user, found)
        return {"view": found}
    view = as_view(inside.workspace, wanted)
    inside.workspace.show_home(user, view)
    return {"view": view}


def _pointer(args: Args) -> Any:
    pointer = args.raw("trigger_id") or args.raw("interactivity_pointer")
    if pointer is None:
        raise Refused("invalid_arguments", response_metadata={"messages": ["[ERROR] missing required field: trigger_id"]})
    return pointer


def _view(inside: Inside, args: Args, type_: str, but: Json | None = None) -> Json:
    view = args.value("view", "invalid_arguments")
    if view is None:
        raise Refused("invalid_arguments", response_metadata={"messages": ["[ERROR] missing required field: view"]})
    if complaints := check_view(view, type_):
        raise complained("invalid_arguments", complaints)
    if too_large(view):
        raise Refused("view_too_large")
    name = view.get("external_id")
    if name and any(one["external_id"] == name and one is not but for _, one in inside.workspace.open_views()):
        raise Refused("duplicate_external_id")
    wanted: Json = view
    return wanted


def _same(view: Json, args: Args) -> None:
    """The hash, if one is given, must be that of the view as it stands: else somebody else was quicker."""
    if args.text("hash") and args.text("hash") != view["hash"]:
        raise Refused("hash_conflict")
