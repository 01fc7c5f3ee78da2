"""What stands in the fields of a message or a modal, as the vendor sends it: `state.values[block_id][action_id]`.

A person gives plain values: a text, the value of an option, a day "2026-12-01", a list where several may be chosen. They are
held against the element as Slack's own window does: what is not among the options cannot be chosen, nor what is too long typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.pretend.slack.blocks import elements_of
from bot.pretend.slack.workspace import Json

Given = Mapping[str, Mapping[str, Any]]
Suggested = Callable[[str, str], list[Json]]  # block_id, action_id -> the options the bot offered last
REQUIRED = "Please complete this required field."
TYPED = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
PICKED = {"datepicker": "date", "timepicker": "time", "datetimepicker": "date_time"}
OF = {"users_select": "user", "conversations_select": "conversation", "channels_select": "channel"}
STATELESS = ("button", "overflow")


class CannotBe(ValueError):
    """That cannot be typed or chosen there."""


@dataclass(frozen=True)
class Wrong:
    block_id: str
    why: str


def state_of(blocks: list[Json], given: Given, suggested: Suggested) -> Json:
    """Return `values` for every field. Raises CannotBe."""
    values: Json = {}
    for block in blocks:
        for element in elements_of(block):
            if element["type"] not in STATELESS:
                typed = given.get(block["block_id"], {})
                name = element["action_id"]
                value = typed[name] if name in typed else initial(element)
                values.setdefault(block["block_id"], {})[name] = filled(element, value, suggested(block["block_id"], name))
    return values


def initial(element: Json) -> Any:
    """Return the plain value a field starts with."""
    kind = element["type"]
    if kind in TYPED:
        return element.get("initial_value")
    if kind in PICKED:
        return element.get(f"initial_{PICKED[kind]}")
    plain = kind.removeprefix("multi_")
    if plain in OF:
        return element.get(f"initial_{OF[plain]}s" if kind != plain else f"initial_{OF[plain]}")
    return element.get("initial_options") if _several(element) else element.get("initial_option")


def filled(element: Json, value: Any, suggested: list[Json]) -> Json:
    """Return the element's state. Raises CannotBe."""
    kind = element["type"]
    if kind in TYPED:
        return {"type": kind, "value": _typed(element, value)}
    if kind in PICKED:
        return {"type": kind, f"selected_{PICKED[kind]}": _picked(kind, value)}
    plain = kind.removeprefix("multi_")
    if plain in OF:
        if kind != plain:
            return {"type": kind, f"selected_{OF[plain]}s": [_text(one) for one in _listed(element, value)]}
        return {"type": kind, f"selected_{OF[plain]}": _text(value) if value else None}
    options = _options(element) if "external" not in kind else [*suggested, *_initials(element)]
    if _several(element):
        return {"type": kind, "selected_options": [_among(options, one) for one in _listed(element, value)]}
    return {"type": kind, "selected_option": _among(options, value) if value else None}


def missing(blocks: list[Json], values: Json) -> list[Wrong]:
    """Return what Slack's own window does not let through: empty required inputs, and what the element forbids."""
    found = []
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        state = values[block["block_id"]][element["action_id"]]
        content = next(value for key, value in state.items() if key != "type")
        if not content and not block.get("optional", False):
            found.append(Wrong(block["block_id"], REQUIRED))
        elif content and (why := _unfit(element, content)):
            found.append(Wrong(block["block_id"], why))
    return found


def _unfit(element: Json, content: Any) -> str:
    kind = element["type"]
    if kind == "plain_text_input" and len(content) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    if kind == "email_text_input" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", content):
        return "Please enter a valid email."
    if kind == "url_text_input" and not re.fullmatch(r"https?://\S+", content):
        return "Please enter a valid URL."
    if kind != "number_input":
        return ""
    try:
        number = Decimal(content)
    except InvalidOperation:
        return "Please enter a number."
    if number < Decimal(element.get("min_value", number)) or number > Decimal(element.get("max_value", number)):
        return "Please enter a number within the limits."
    return "" if element["is_decimal_allowed"] or number == number.to_integral_value() else "Please enter a whole number."


def _typed(element: Json, value: Any) -> str | None:
    if value is None or value == "":
        return None
    text = _text(value)
    if len(text) > element.get("max_length", 3000):
        raise CannotBe(f"at most {element.get('max_length', 3000)} characters can be typed there")
    return text


def _picked(kind: str, value: Any) -> Any:
    if not value:
        return None
    if kind == "datetimepicker" and type(value) is int:
        return value
    text = _text(value)
    try:
        if kind == "datepicker":
            return date.fromisoformat(text).isoformat()
    except ValueError:
        raise CannotBe(f"{text} is no day like 2026-12-01") from None
    if kind == "timepicker" and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text):
        return text
    raise CannotBe(f"{text} cannot be picked in a {kind}")


def _several(element: Json) -> bool:
    kind: str = element["type"]
    return kind.startswith("multi_") or kind == "checkboxes"


def _listed(element: Json, value: Any) -> list[Any]:
    chosen = list(value) if isinstance(value, list) else [value] if value else []
    if len(chosen) > element.get("max_selected_items", len(chosen)):
        raise CannotBe(f"at most {element['max_selected_items']} can be chosen there")
    return chosen


def _options(element: Json) -> list[Json]:
    return [*element.get("options", ()), *(o for group in element.get("option_groups", ()) for o in group["options"])]


def _initials(element: Json) -> list[Json]:
    return [*element.get("initial_options", ()), *([element["initial_option"]] if "initial_option" in element else [])]


def _among(options: list[Json], value: Any) -> Json:
    wanted = value.get("value") if isinstance(value, dict) else value
    for option in options:
        if option["value"] == wanted:
            return option
    raise CannotBe(f"{wanted!r} is not one of the options")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise CannotBe("it takes a text")
    return value
