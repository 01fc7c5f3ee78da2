"""`/docs`: every method on one page, with requests to try. Made from the same table as everything else."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.pretend.office import openapi
from bot.pretend.office.books import Books
from bot.pretend.office.method import Field, Method
from bot.pretend.office.office_search import Search, open_blocks
from bot.pretend.office.reading import params_of
from bot.pretend.office.web_sched import EXISTING_PATIENT, Ask, NotOffered, offered

_FRAME = Path(__file__).with_name("docs.html").read_text(encoding="utf-8")
Examples = Callable[[], Mapping[str, str]]


def docs_routes(methods: tuple[Method, ...], header: str, version: Callable[[], str], known: Examples) -> list[BaseRoute]:
    """`header` is the Authorization that the page tries requests with; `known` gives numbers and days that exist."""

    async def page(request: Request) -> Response:
        return HTMLResponse(_page(methods, header, f"{request.base_url}".rstrip("/"), known()))

    async def description(_: Request) -> Response:
        return JSONResponse(openapi.describe(methods, version()))

    return [Route("/docs", page), Route("/docs/openapi.json", description)]


def examples(books: Books, now: datetime) -> dict[str, str]:
    """Numbers and days that exist in the office, for requests to try; what there is none of has no name."""
    today = now.date()
    booked = [v for v in books.appointments if v.AptStatus == "Scheduled" and v.AptDateTime.date() > today]
    days = sorted({s.SchedDate for s in books.schedules if s.SchedType == "Provider" and s.SchedDate > today})
    numbers = {
        "PatNum": (p.PatNum for p in books.patients),
        "AptNum": (v.AptNum for v in booked),
        "ProvNum": (p.ProvNum for p in books.providers),
        "Op": (o.OperatoryNum for o in books.operatories),
        "OperatoryNum": (o.OperatoryNum for o in books.operatories),
        "RecallNum": (r.RecallNum for r in books.recalls),
        "CommlogNum": (c.CommlogNum for c in books.commlogs),
        "ProcNum": (p.ProcNum for p in books.procedurelogs),
        "ScheduleNum": (s.ScheduleNum for s in books.schedules),
        "SubscriptionNum": (s.SubscriptionNum for s in books.subscriptions),
        "AsapCommNum": (a.AsapCommNum for a in books.asapcomms),
        "AppointmentTypeNum": (t.AppointmentTypeNum for t in books.appointmenttypes),
        "defNumApptType": (d.DefNum for d in books.defs(EXISTING_PATIENT)),
        "confirmed": (d.DefNum for d in books.defs(2)),
        "planned": (v.AptNum for v in books.appointments if v.AptStatus == "Planned"),
        "asap": (v.AptNum for v in books.appointments if v.Priority == "ASAP"),
    }
    first = {name: str(number) for name, rows in numbers.items() if (number := next(iter(rows), None)) is not None}
    tomorrow = days[0] if days else today + timedelta(days=1)
    named = {"today": str(today), "tomorrow": str(tomorrow), "next_week": str(today + timedelta(days=7))}
    return first | named | _open(books, today) | _slot(books, now)


def _open(books: Books, today: date) -> dict[str, str]:
    """The first open time of the practice's default provider that has room for a visit."""
    who = int(books.preference("PracticeDefaultProv", "1"))
    blocks = open_blocks(books, Search(who, None, today + timedelta(days=1), today + timedelta(days=60), 60, True))
    if not blocks:
        return {}
    start, _, provider, op = blocks[0]
    return {"open": str(start), "open_day": str(start.date()), "openProv": str(provider), "openOp": str(op)}


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


def filled(text: str, examples: Mapping[str, str]) -> str:
    """Put numbers that exist in the place of `{PatNum}` and the like; other braces are JSON's."""
    for name, value in examples.items():
        text = text.replace("{" + name + "}", value)
    return text


def requests(method: Method, examples: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return requests to try, as path and body; none that speak of what there is none of."""
    path = filled(method.path, examples)
    if method.body:
        made = [(path, filled(body, examples)) for body in method.examples]
    else:
        made = [(path + filled(query, examples), "") for query in method.examples]
    return [(line, body) for line, body in made if not _OPEN_NAME.search(line + body)]


_OPEN_NAME = re.compile(r"\{[A-Za-z_]+\}")
_SPOILED = json.dumps({"office": {"method": "POST /appointments/WebSched", "told": "timed_out"}})
_KINDS = {
    "text": "text",
    "bool": '"true" | "false"',
    "date": "yyyy-MM-dd",
    "datetime": "yyyy-MM-dd HH:mm:ss",
    "since": "yyyy-MM-dd [HH:mm:ss]",
    "time": "HH:mm:ss",
    "pattern": "X and /",
    "color": "R,G,B",
    "ints": "[1,2,3]",
    "list": "1,2,3",
}


def _page(methods: Iterable[Method], header: str, here: str, known: Mapping[str, str]) -> str:
    groups: dict[str, list[Method]] = {}
    for method in methods:
        groups.setdefault(method.path.split("/")[1], []).append(method)
    index = "".join(f'<a href="#{name}">{name}</a> ' for name in groups)
    parts = (f'<h2 id="{name}">{name}</h2>' + "".join(_method(m, known) for m in group) for name, group in groups.items())
    curl = (
        f'curl "{here}/api/v1/patients?Phone=5035550101" \\\n  -H "Authorization: {header}" -H "Content-Type: application/json"'
    )
    pieces = {
        "index": index,
        "body": "".join(parts),
        "curl": html.escape(curl),
        "spoil": _try("POST", "/pretend/faults", _SPOILED),
        "header": json.dumps(header).replace("<", "\\u003c"),
    }
    page = _FRAME
    for name, piece in pieces.items():
        page = page.replace("{{" + name + "}}", piece)
    return page


def _method(method: Method, known: Mapping[str, str]) -> str:
    fields = "".join(_field(f) for f in (*params_of(method), *method.body))
    table = f"<table><tr><th>Field<th>Kind<th>Since<th>About</tr>{fields}</table>" if fields else ""
    tries = "".join(_try(method.verb, "/api/v1" + path, body) for path, body in requests(method, known))
    nothing = "<p>There is none yet to try this on: make one with POST, and load this page again.</p>"
    answer = {"nothing": "no body", "list": "a list", "row": "one object"}[method.gives]
    head = f"<b class={method.verb}>{method.verb}</b> <code>{html.escape(method.path)}</code>"
    about = f"<span>{html.escape(method.about)}</span>"
    facts = f"<p>Since {method.since}. Permission {method.permission}. Answers {method.status} with {answer}.</p>"
    return f"<details><summary>{head} {about}</summary>{facts}{table}{_columns(method)}{tries or nothing}</details>"


def _columns(method: Method) -> str:
    if method.gives == "nothing":
        return ""
    names = ", ".join(f"<code>{c.name}</code> {_KINDS.get(c.type, c.type)}" for c in method.columns)
    return f"<details><summary>The fields of its answer</summary><p>{names}</p></details>"


def _field(field: Field) -> str:
    must = "<b>required</b> " if field.required else ""
    kind = " | ".join(field.choices) or _KINDS.get(field.kind, field.kind)
    cells = (f"<code>{field.name}</code>", html.escape(kind), field.since, must + html.escape(field.about))
    return "<tr>" + "".join(f"<td>{cell}" for cell in cells) + "</tr>"


def _try(verb: str, path: str, body: str) -> str:
    box = f"<textarea aria-label='Body' rows=3>{html.escape(body)}</textarea>" if body else ""
    line = f"<input aria-label='Request' value='{html.escape(path)}'>"
    return f"<form data-verb={verb}><label>{verb} {line}</label>{box}<button>Send</button><output></output></form>"
