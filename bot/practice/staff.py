"""Who works with Slack, as the office file's [staff] table has it, and what each may do.

[staff]
U0JOBENNET = { name = "Jo Bennett", role = "act" }
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

from bot.practice.table import Table

Role = Literal["view", "act", "manage"]
ROLES: tuple[Role, ...] = ("view", "act", "manage")  # each may do what those before it may
_USER = re.compile(r"[UW][A-Z0-9]{6,}")
_PREFIX = re.compile(r"[a-z0-9_-]{0,16}")
_GROUP = re.compile(r"S[A-Z0-9]{6,}")


@dataclass(frozen=True)
class Member:
    """Somebody of the staff: by Slack's ID, with the name that the audit and the cards show."""

    user: str
    name: str
    role: Role

    def may(self, role: Role) -> bool:
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True)
class InSlack:
    """What an office file says about Slack. `group` is who is called when nobody takes a card; `prefix` begins each command."""

    channel: str | None = None
    details: Literal["none", "full"] = "none"
    group: str | None = None
    prefix: str = ""
    staff: tuple[Member, ...] = ()

    def member(self, user: str) -> Member | None:
        return next((member for member in self.staff if member.user == user), None)


NO_SLACK = InSlack()


def in_slack(file: Table) -> InSlack:
    """Read the keys about Slack. Raises BadOfficeFile."""
    channel = file.maybe_text("slack_channel", "C0123456789")
    if channel is not None and not re.fullmatch(r"[CG][A-Z0-9]{6,}", channel):
        raise file.bad("slack_channel", f'is "{channel}": write the channel\'s ID, like "C0123456789", not its name')
    group = file.maybe_text("slack_group", "S0123456789")
    if group is not None and not _GROUP.fullmatch(group):
        raise file.bad("slack_group", f'is "{group}": write the user group\'s ID, like "S0123456789", not its name')
    prefix = file.maybe_text("slack_prefix", "maple-") or ""
    if not _PREFIX.fullmatch(prefix):
        raise file.bad("slack_prefix", f'is "{prefix}": write at most 16 small letters, digits and dashes, like "maple-"')
    full = file.one_of("slack_details", ("none", "full"), "none") == "full"
    return InSlack(channel, "full" if full else "none", group, prefix, tuple(_staff(file)))


def _staff(file: Table) -> Iterator[Member]:
    table, names = file.table("staff"), set()
    for user in table.values:
        if not _USER.fullmatch(user):
            raise table.bad(user, "is no member ID of Slack; it is under a profile's three dots, like U0123456789")
        row = table.table(user)
        row.allow(("name", "role"))
        name, role = row.text("name", "Jo Bennett"), row.one_of("role", ROLES, "view")
        if name in names:
            raise row.bad("name", f'is "{name}" a second time; the audit could not tell the two apart')
        names.add(name)
        yield Member(user, name, cast(Role, role))
