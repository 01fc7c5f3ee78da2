"""Faults as JSON, for `POST /pretend/faults`: `{"request": {"answer": "lost"}}`, `{"webhook": {"copies": 2}}`, ...

Durations are in seconds and end in `_s`. The whole list stands in README.md.
"""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from typing import Any

from bot.pretend.carrier.faults import Answer, CallbackFault, DeliveryFault, Planned, RequestFault, WebhookFault
from bot.pretend.office.faults import Fault as OfficeFault
from bot.pretend.office.faults import Faults as OfficeFaults
from bot.pretend.office.faults import Told
from bot.pretend.slack import faults as slack
from bot.pretend.slack.methods import METHODS

KINDS: dict[str, tuple[str, type[Any]]] = {
    "request": ("requests", RequestFault),
    "read": ("reads", RequestFault),
    "webhook": ("webhooks", WebhookFault),
    "callback": ("callbacks", CallbackFault),
    "delivery": ("deliveries", DeliveryFault),
}
LONGEST_S = 366 * 24 * 3600


def plan(planned: Planned, asked: dict[str, Any]) -> dict[str, int]:
    """Add what is asked behind what is planned; nothing asked forgets it all. Return the counts. Raises ValueError."""
    new = [(kind, _fault(kind, fields)) for kind, fields in asked.items()]
    if not asked:
        for queue, _ in KINDS.values():
            getattr(planned, queue).clear()
    for kind, fault in new:
        _queue(planned, kind).append(fault)
    return {kind: len(_queue(planned, kind)) for kind in KINDS}


def plan_office(planned: OfficeFaults, asked: dict[str, Any]) -> None:
    """Plan what the next such request at the office meets: `{"method": "POST /appointments/WebSched", "told": "timed_out",
    "works": true, "before_s": 0, "after_s": 30}`. Raises ValueError.
    """
    method = asked.get("method")
    if not isinstance(method, str) or " /" not in method:
        raise ValueError('method must be one of the office\'s, like "POST /appointments/WebSched".')
    fields = dict(_office_field(name, value) for name, value in asked.items() if name != "method")
    planned.next(method, OfficeFault(**fields))


def plan_slack(planned: slack.Faults, asked: dict[str, Any]) -> None:
    """Plan what the next call of a method meets, `{"call": "chat.postMessage", "answer": "lost"}`, or the next request to the
    bot, `{"sent": "event", "copies": 2}`; "*" is any. Raises ValueError.
    """
    if not isinstance(planned, slack.Planned):
        raise ValueError("The faults of this Slack are decided elsewhere.")
    fields = dict(asked)
    method, kind = fields.pop("call", None), fields.pop("sent", None)
    if method in (*METHODS, slack.RESPONSE_URL, slack.ANY) and kind is None:
        planned.calls[method].append(slack.CallFault(**dict(_slack_field(slack.CallFault, *item) for item in fields.items())))
    elif kind in (*slack.KINDS, slack.ANY) and method is None:
        planned.requests[kind].append(slack.SentFault(**dict(_field(slack.SentFault, *item) for item in fields.items())))
    else:
        known = ", ".join((*METHODS, slack.RESPONSE_URL))
        raise ValueError(f'Name a "call" ({known}) or what is "sent" ({", ".join(slack.KINDS)}), or "*".')


def forget_slack(planned: slack.Faults) -> None:
    if isinstance(planned, slack.Planned):
        planned.clear()


def _slack_field(fault: type[Any], name: str, value: Any) -> tuple[str, Any]:
    if name == "error":
        if not isinstance(value, str):
            raise ValueError("error must be one of the vendor's codes.")
        return name, value
    return _field(fault, name, value)


def _office_field(name: str, value: Any) -> tuple[str, Any]:
    if name == "told" and isinstance(value, str) and value.upper() in Told.__members__:
        return name, Told[value.upper()]
    if name == "works" and isinstance(value, bool):
        return name, value
    if name in ("before_s", "after_s") and type(value) in (int, float) and 0 <= value <= LONGEST_S:
        return name.removesuffix("_s"), timedelta(seconds=value)
    raise ValueError(f'"{name}": {value!r} is not something that can go wrong at the office.')


def _queue(planned: Planned, kind: str) -> deque[Any]:
    queue: deque[Any] = getattr(planned, KINDS[kind][0])
    return queue


def _fault(kind: str, fields: object) -> Any:
    if kind not in KINDS or not isinstance(fields, dict):
        raise ValueError(f"A fault is one of {', '.join(KINDS)}, each with an object.")
    fault = KINDS[kind][1]
    values = dict(_field(fault, name, value) for name, value in fields.items())
    return fault(**values)


def _field(fault: type[Any], name: str, value: Any) -> tuple[str, Any]:
    """Read one field by the default it replaces."""
    plain = name.removesuffix("_s")
    default = getattr(fault, plain, None) if plain in fault.__dataclass_fields__ else fault
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(default, timedelta) and name.endswith("_s") and number and 0 <= value <= LONGEST_S:
        return plain, timedelta(seconds=value)
    if isinstance(default, Answer) and value in list(Answer):
        return name, Answer(value)
    if isinstance(default, bool) and isinstance(value, bool):
        return name, value
    if (default is None or type(default) is int) and type(value) is int and 0 <= value < 100_000:
        return name, value
    raise ValueError(f'"{name}": {value!r} is not something that can go wrong here.')
