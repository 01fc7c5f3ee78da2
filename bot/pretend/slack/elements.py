"""Block Kit from the inside out: text objects, options, and the elements that are pressed or filled in.

Source: Slack, "Block Kit: block elements" and "composition objects". Every number here is the vendor's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.pretend.slack.shapes import (
    Check,
    Complaints,
    also,
    array,
    boolean,
    by_type,
    complain,
    either,
    integer,
    one_of,
    string,
    thing,
)

ACTION_ID = string(255, 1)
URL = string(3000, 1, r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
DATE, TIME = string(10, 10, r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"), string(5, 5, r"([01]\d|2[0-3]):[0-5]\d")
OPTIONS, GROUPS, CHOICES, MORE = 100, 100, 10, 5  # a select's, its groups', radio buttons' and checkboxes', an overflow's


def plain(most: int) -> Check:
    return by_type({"plain_text": thing({"type": one_of("plain_text"), "text": string(most, 1)}, emoji=boolean)})


def words(most: int) -> Check:
    """Plain or marked up."""
    marked = thing({"type": one_of("mrkdwn"), "text": string(most, 1)}, verbatim=boolean)
    simple = thing({"type": one_of("plain_text"), "text": string(most, 1)}, emoji=boolean)
    return by_type({"mrkdwn": marked, "plain_text": simple})


STYLE = one_of("primary", "danger")
CONFIRM = thing({"title": plain(100), "text": words(300), "confirm": plain(30), "deny": plain(30)}, style=STYLE)
PLACEHOLDER = plain(150)
OPTION = thing({"text": plain(75), "value": string(150, 1)}, description=plain(75))
RICH_OPTION = thing({"text": words(75), "value": string(150, 1)}, description=words(75))
LINK_OPTION = thing({"text": plain(75), "value": string(150, 1)}, description=plain(75), url=URL)
GROUP = thing({"label": plain(75), "options": array(OPTION, 1, OPTIONS)})
DISPATCH = thing({"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 1, 2)})


def element(type_: str, needed: Mapping[str, Check] | None = None, /, **maybe: Check) -> Check:
    return thing({"type": one_of(type_), **(needed or {})}, action_id=ACTION_ID, **maybe)


def _initial_among_options(value: Any, at: str, found: Complaints) -> None:
    """What is chosen at first must be one of the options, to the letter."""
    if not isinstance(value, dict):
        return
    groups = value.get("option_groups")
    lists = [group.get("options") for group in groups if isinstance(group, dict)] if isinstance(groups, list) else []
    options = [option for one in (value.get("options"), *lists) if isinstance(one, list) for option in one]
    first = [("initial_option", value["initial_option"])] if "initial_option" in value else []
    chosen = value.get("initial_options")
    first += [(f"initial_options/{n}", one) for n, one in enumerate(chosen)] if isinstance(chosen, list) else []
    for name, one in first:
        if one not in options:
            complain(found, f"{at}/{name}", "must match one of the options")


def _select(type_: str, needed: Mapping[str, Check] | None = None, /, **maybe: Check) -> Check:
    return element(type_, needed, placeholder=PLACEHOLDER, confirm=CONFIRM, focus_on_load=boolean, **maybe)


def _multi(type_: str, **maybe: Check) -> Check:
    return _select(type_, max_selected_items=integer(1, OPTIONS), **maybe)


_STATIC = {"options": array(OPTION, 1, OPTIONS), "option_groups": array(GROUP, 1, GROUPS)}
_FROM_LIST = also(either("options", "option_groups"), _initial_among_options)
_CONVERSATIONS = {"default_to_current_conversation": boolean, "response_url_enabled": boolean, "filter": thing(
    include=array(one_of("im", "mpim", "private", "public"), 1, 4), exclude_external_shared_channels=boolean,
    exclude_bot_users=boolean)}  # fmt: skip
_ID = string(30, 9, r"[A-Z][A-Z0-9]+")
_CHECKED = {"options": array(RICH_OPTION, 1, CHOICES)}
_NUMBER = string(30, 1, r"-?\d+(\.\d+)?")
_TYPED = {"placeholder": PLACEHOLDER, "dispatch_action_config": DISPATCH, "focus_on_load": boolean}

PRESSED: dict[str, Check] = {
    "button": element(
        "button", {"text": plain(75)}, url=URL, value=string(2000), style=STYLE, confirm=CONFIRM,
        accessibility_label=string(75)),
    "overflow": also(element("overflow", {"options": array(LINK_OPTION, 1, MORE)}, confirm=CONFIRM), _initial_among_options),
}  # fmt: skip

CHOSEN: dict[str, Check] = {
    "static_select": also(_select("static_select", **_STATIC, initial_option=OPTION), _FROM_LIST),
    "external_select": _select("external_select", initial_option=OPTION, min_query_length=integer(0, 150)),
    "users_select": _select("users_select", initial_user=_ID),
    "conversations_select": _select("conversations_select", initial_conversation=_ID, **_CONVERSATIONS),
    "channels_select": _select("channels_select", initial_channel=_ID, response_url_enabled=boolean),
    "multi_static_select": also(
        _multi("multi_static_select", **_STATIC, initial_options=array(OPTION, 1, OPTIONS)), _FROM_LIST
    ),
    "multi_external_select": _multi(
        "multi_external_select", initial_options=array(OPTION, 1, OPTIONS), min_query_length=integer(0, 150)
    ),
    "multi_users_select": _multi("multi_users_select", initial_users=array(_ID, 1, OPTIONS)),
    "multi_conversations_select": _multi(
        "multi_conversations_select", initial_conversations=array(_ID, 1, OPTIONS), **_CONVERSATIONS
    ),
    "multi_channels_select": _multi("multi_channels_select", initial_channels=array(_ID, 1, OPTIONS)),
    "datepicker": _select("datepicker", initial_date=DATE),
    "timepicker": _select("timepicker", initial_time=TIME, timezone=string(60, 1)),
    "datetimepicker": element(
        "datetimepicker", initial_date_time=integer(10**9, 10**10 - 1), confirm=CONFIRM, focus_on_load=boolean
    ),
    "radio_buttons": also(
        element("radio_buttons", _CHECKED, initial_option=RICH_OPTION, confirm=CONFIRM, focus_on_load=boolean),
        _initial_among_options,
    ),
    "checkboxes": also(
        element("checkboxes", _CHECKED, initial_options=array(RICH_OPTION, 1, CHOICES), confirm=CONFIRM, focus_on_load=boolean),
        _initial_among_options,
    ),
}

TYPED: dict[str, Check] = {
    "plain_text_input": element(
        "plain_text_input", initial_value=string(3000), multiline=boolean, min_length=integer(0, 3000),
        max_length=integer(1, 3000), **_TYPED),
    "email_text_input": element("email_text_input", initial_value=string(3000), **_TYPED),
    "url_text_input": element("url_text_input", initial_value=string(3000), **_TYPED),
    "number_input": element(
        "number_input", {"is_decimal_allowed": boolean}, initial_value=_NUMBER, min_value=_NUMBER, max_value=_NUMBER, **_TYPED),
}  # fmt: skip

IMAGE = also(
    thing({"type": one_of("image"), "alt_text": string(2000, 1)}, image_url=URL, slack_file=thing(id=string(30), url=URL)),
    either("image_url", "slack_file"),
)
