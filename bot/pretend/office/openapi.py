"""The OpenAPI description, made from the same table that routes and checks the requests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.pretend.office.method import Field, Method
from bot.pretend.office.reading import LONGEST_PATTERN, params_of
from bot.pretend.office.shapes import Column

Schema = dict[str, Any]

# Of this or the last century or the next, or the sentinel for "none"; a calendar knows which months have a 31st.
_DATE = r"(0001-01-01|(18[89]\d|19\d\d|20\d\d|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))"
_TIME = r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d"
_INT: Schema = {"type": "integer", "minimum": -(2**63) + 1, "maximum": 2**63 - 1}
# What is taken: numbers also as texts, booleans as texts or JSON booleans.
_SENT: dict[str, Schema] = {
    "int": {"anyOf": [_INT, {"type": "string", "pattern": "^-?[0-9]{1,18}$"}]},
    "number": {"type": "number", "minimum": -1e11, "maximum": 1e11},
    "text": {"type": "string"},
    "bool": {"anyOf": [{"type": "boolean"}, {"type": "string", "enum": ["true", "false", "True", "False"]}]},
    "date": {"type": "string", "pattern": f"^{_DATE}$", "example": "2026-12-01"},
    "datetime": {"type": "string", "pattern": f"^{_DATE} {_TIME}$", "example": "2026-12-01 09:00:00"},
    "since": {"type": "string", "pattern": f"^{_DATE}( {_TIME})?$", "example": "2026-12-01 09:00:00"},
    "time": {"type": "string", "pattern": f"^{_TIME}$", "example": "09:00:00"},
    "pattern": {"type": "string", "pattern": "^[X/]+$", "example": "//XXXX//", "description": f"Kept: {LONGEST_PATTERN}."},
    "color": {"type": "string", "pattern": r"^\d{1,3},\d{1,3},\d{1,3}$", "example": "100,0,255"},
    "ints": {"type": "array", "items": {"type": "integer"}},
    "list": {"type": "string", "pattern": r"^\d+(,\d+)*$"},
}
# What comes back, by default forms; another form can be asked for, so dates are texts and no more.
_ANSWERED: dict[str, Schema] = {
    "int": {"type": "integer"},
    "number": {"type": "number"},
    "text": {"type": "string"},
    "bool": {"type": "string", "enum": ["true", "false"]},
    "date": {"type": "string"},
    "datetime": {"type": "string"},
    "time": {"type": "string"},
}
_ERRORS = {
    "400": "Refused, or the office is unreachable: only the text tells them apart.",
    "401": "A key is wrong or disabled, or lacks the permission.",
    "404": "The resource, or a row that was named, does not exist.",
    "429": "Too many requests are queued. See Retry-After.",
    "504": "Not completed in 60 seconds. It may still have been carried out.",
}


def describe(methods: Iterable[Method], version: str) -> Schema:
    """Return the whole description."""
    paths: dict[str, dict[str, Schema]] = {}
    for method in methods:
        paths.setdefault(method.path, {})[method.verb.lower()] = _operation(method)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "The pretend Open Dental",
            "version": version,
            "description": "Every request, GET too, needs a JSON Content-Type and `Authorization: ODFHIR dev/cust`.",
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"keys": []}],
        "components": {"securitySchemes": {"keys": {"type": "apiKey", "in": "header", "name": "Authorization"}}},
        "paths": paths,
    }


def _operation(method: Method) -> Schema:
    operation: Schema = {
        "operationId": method.name,
        "tags": [method.path.split("/")[1]],
        "summary": method.about,
        "description": f"Since version {method.since}. Permission: {method.permission}.",
        "parameters": [_key(name) for name in method.keys] + [_parameter(f) for f in params_of(method)],
        "responses": {str(method.status): _answer(method)} | {code: _error(text) for code, text in _ERRORS.items()},
    }
    if method.body:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": _body(method.body)}}}
    return operation


def _key(name: str) -> Schema:
    # The largest number that is taken has 18 digits.
    schema = {"type": "integer", "minimum": 0, "maximum": 10**18 - 1}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _parameter(field: Field) -> Schema:
    about = {"name": field.name, "in": "query", "required": field.required, "description": _words(field)}
    return {**about, "schema": _sent(field)}


def _body(fields: tuple[Field, ...]) -> Schema:
    """Unknown fields are ignored, and null is the same as nothing."""
    return {
        "type": "object",
        "properties": {f.name: _taken(f) for f in fields},
        "required": [f.name for f in fields if f.required and not f.also],
        "additionalProperties": True,
    }


def _taken(field: Field) -> Schema:
    schema = {**_sent(field), "description": _words(field)}
    return schema if field.required else {"anyOf": [schema, {"type": "null"}]}


def _sent(field: Field) -> Schema:
    return {"type": "string", "enum": list(field.choices)} if field.kind == "enum" else _SENT[field.kind]


def _words(field: Field) -> str:
    return " ".join(filter(None, (field.about, f"(Since {field.since}.)" if field.since else "")))


def _answer(method: Method) -> Schema:
    if method.gives == "nothing":
        return {"description": "Done. No body."}
    row = _row(method.columns)
    schema = {"type": "array", "items": row} if method.gives == "list" else row
    answer: Schema = {"description": "Done.", "content": {"application/json": {"schema": schema}}}
    if method.location:
        header = {"schema": {"type": "string"}, "required": True, "description": "Where the new row is."}
        answer["headers"] = {"location": header}
    return answer


def _row(columns: Iterable[Column]) -> Schema:
    names = [c.name for c in columns]
    return {
        "type": "object",
        "properties": {c.name: _ANSWERED[c.type] for c in columns},
        "required": names,
        "additionalProperties": False,
    }


def _error(text: str) -> Schema:
    return {"description": text, "content": {"application/json": {"schema": {"type": "string"}}}}
