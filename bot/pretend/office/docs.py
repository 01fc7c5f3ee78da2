"""`/docs`: every method on one page, with requests to try. Made from the same table as everything else."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.pretend.office import openapi
from bot.pretend.office.books import Books
from bot.pretend.office.method import Field, Method
from bot.pretend.office.reading import params_of
from bot.pretend.office.web_sched import EXISTING_PATIENT, Ask, NotOffered, offered

_FRAME = Path(__file__).with_name("docs.html").read_text(encoding="utf-8")
Examples = Callable[[], Mapping[str, str]]


def docs_routes(methods: tuple[Method, ...], header: str, version: Callable[[], str], known: Examples) -> list[BaseRoute]:
    """`header` is the Authorization that the page tries requests with; `known` gives numbers and days that exist."""

    async def page(_: Request) -> Response:
        return HTMLResponse(_page(methods, header, known()))

    async def description(_: Request) -> Response:
        return JSONResponse(openapi.describe(methods, version()))

    return [Route("/docs", page), Route("/docs/openapi.json", description)]


def examples(books: Books, now: datetime) -> dict[str, str]:
    """Numbers and days that exist in the office, for requests to try."""
    today = now.date()
    booked = [v for v in books.appointments if v.AptStatus == "Scheduled" and v.AptDateTime.date() > today]
    days = sorted({s.SchedDate for s in books.schedules if s.SchedType == "Provider" and s.SchedDate > today})
    tomorrow = days[0] if days else today + timedelta(days=1)
    numbers = {
        "PatNum": _first(p.PatNum for p in books.patients),
        "AptNum": _first(v.AptNum for v in booked),
        "ProvNum": _first(p.ProvNum for p in books.providers),
        "Op": _first(o.OperatoryNum for o in books.operatories),
        "OperatoryNum": _first(o.OperatoryNum for o in books.operatories),
        "RecallNum": _first(r.RecallNum for r in books.recalls),
        "CommlogNum": _first(c.CommlogNum for c in books.commlogs),
        "ProcNum": _first(p.ProcNum for p in books.procedurelogs),
        "ScheduleNum": _first(s.ScheduleNum for s in books.schedules),
        "SubscriptionNum": _first(s.SubscriptionNum for s in books.subscriptions),
        "AsapCommNum": _first(a.AsapCommNum for a in books.asapcomms),
        "AppointmentTypeNum": _first(t.AppointmentTypeNum for t in books.appointmenttypes),
        "defNumApptType": _first(d.DefNum for d in books.defs(EXISTING_PATIENT)),
        "confirmed": _first(d.DefNum for d in books.defs(2)),
        "planned": _first(v.AptNum for v in books.appointments if v.AptStatus == "Planned"),
        "asap": _first(v.AptNum for v in books.appointments if v.Priority == "ASAP"),
    }
    named = {"today": str(today), "tomorrow": str(tomorrow), "next_week": str(today + timedelta(days=7))}
    return numbers | named | _slot(books, now)


def _slot(books: Books, now: datetime) -> dict[str, str]:
    """A time that can be taken, and the reason it is offered for."""
    for reason in books.defs(EXISTING_PATIENT):
        ask = Ask(reason, False, 0, now.date(), now.date() + timedelta(days=60))
        try:
            slots = offered(books, ask, now)
        except NotOffered:
            continue
        if slots:
            start, end, provider, op = (str(part) for part in slots[0])
            return {"defNumApptType": str(reason.DefNum), "start": start, "end": end, "slotProv": provider, "slotOp": op}
    return {}


def _first(numbers: Iterable[int]) -> str:
    return str(next(iter(numbers), 1))


def filled(text: str, examples: Mapping[str, str]) -> str:
    """Put numbers that exist in the place of `{PatNum}` and the like; other braces are JSON's."""
    for name, value in examples.items():
        text = text.replace("{" + name + "}", value)
    return text


def requests(method: Method, examples: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return requests to try, as path and body."""
    path = filled(method.path, examples)
    if method.body:
        return [(path, filled(body, examples)) for body in method.examples]
    return [(path + filled(query, examples), "") for query in method.examples]


def _page(methods: Iterable[Method], header: str, known: Mapping[str, str]) -> str:
    groups: dict[str, list[Method]] = {}
    for method in methods:
        groups.setdefault(method.path.split("/")[1], []).append(method)
    index = "".join(f'<a href="#{name}">{name}</a> ' for name in groups)
    parts = (f'<h2 id="{name}">{name}</h2>' + "".join(_method(m, known) for m in group) for name, group in groups.items())
    pieces = {"index": index, "body": "".join(parts), "header": json.dumps(header).replace("<", "\\u003c")}
    page = _FRAME
    for name, piece in pieces.items():
        page = page.replace("{{" + name + "}}", piece)
    return page


def _method(method: Method, known: Mapping[str, str]) -> str:
    fields = "".join(_field(f) for f in (*params_of(method), *method.body))
    table = f"<table><tr><th>Field<th>Kind<th>Since<th>About</tr>{fields}</table>" if fields else ""
    tries = "".join(_try(method, path, body) for path, body in requests(method, known))
    answer = {"nothing": "no body", "list": "a list", "row": "one object"}[method.gives]
    head = f"<b class={method.verb}>{method.verb}</b> <code>{html.escape(method.path)}</code> {html.escape(method.about)}"
    facts = f"<p>Since {method.since}. Permission {method.permission}. Answers {method.status} with {answer}.</p>"
    return f"<details><summary>{head}</summary>{facts}{table}{tries}</details>"


def _field(field: Field) -> str:
    must = "<b>required</b> " if field.required else ""
    kind = " | ".join(field.choices) or field.kind
    cells = (f"<code>{field.name}</code>", html.escape(kind), field.since, must + html.escape(field.about))
    return "<tr>" + "".join(f"<td>{cell}" for cell in cells) + "</tr>"


def _try(method: Method, path: str, body: str) -> str:
    box = f"<textarea aria-label='Body' rows=3>{html.escape(body)}</textarea>" if body else ""
    line = f"<input aria-label='Request' value='{html.escape('/api/v1' + path)}'>"
    send = f"{box}<button>Send</button><output></output>"
    return f"<form data-verb={method.verb}><label>{method.verb} {line}</label>{send}</form>"
