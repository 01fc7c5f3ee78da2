"""Who is in the workspace of the pretend practice, and where they talk: a front desk, a manager, a guest, somebody else's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

TEAM, DOMAIN, OTHER_TEAM = "T0MAPLEST1", "maple-street-dental", "T0DENTLAB1"
APP, BOT_ID, BOT_USER, SLACKBOT = "A0CHAIRSID", "B0CHAIRSID", "U0CHAIRSID", "USLACKBOT"
JO, PRIYA, MARISOL, TESS, OLA = "U0JOFRONT1", "U0PRIYADSK", "U0MANAGER1", "U0GUESTTMP", "U0LABOLA01"
FRONT_DESK, GENERAL, LAB, MANAGERS, OLD = "C0FRONTDESK", "C0GENERAL01", "C0LABSHARED", "C0MANAGERS1", "C0ARCHIVED1"

Kind = Literal["public", "private", "im"]
EVENT_KIND = {"public": "channel", "private": "group", "im": "im"}


@dataclass(frozen=True)
class User:
    """One user. A guest is `restricted`; of another workspace is who has another team."""

    id: str
    name: str
    real_name: str
    team: str = TEAM
    is_admin: bool = False
    restricted: bool = False
    is_bot: bool = False
    deleted: bool = False
    title: str = ""

    def as_json(self, offset: int, zone: str) -> dict[str, Any]:
        """The user as `users.info` answers it. `offset` is the office's from UTC, in seconds."""
        stranger = {"is_stranger": True} if self.team != TEAM else {}
        profile = {
            "title": self.title,
            "phone": "",
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.name,
            "display_name_normalized": self.name,
            "first_name": self.real_name.split()[0],
            "last_name": self.real_name.split()[-1],
            "status_text": "",
            "status_emoji": "",
            "avatar_hash": "g000000000",
            "team": self.team,
        }
        shown = {"id": self.id, "team_id": self.team, "name": self.name, "deleted": self.deleted, "color": "9f69e7"}
        if self.deleted:
            return {**shown, "profile": profile, "is_bot": self.is_bot, "is_app_user": False, "updated": 1700000000}
        return {
            **shown,
            "real_name": self.real_name,
            "tz": zone,
            "tz_label": zone,
            "tz_offset": offset,
            "profile": profile,
            "is_admin": self.is_admin,
            "is_owner": self.is_admin,
            "is_primary_owner": self.is_admin,
            "is_restricted": self.restricted,
            "is_ultra_restricted": self.restricted,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": 1700000000,
            "is_email_confirmed": not self.is_bot,
            **stranger,
        }


@dataclass
class Channel:
    """Where people talk. An `im` is between one user and the bot."""

    id: str
    name: str
    kind: Kind = "public"
    members: list[str] = field(default_factory=list)
    archived: bool = False
    shared: bool = False
    user: str | None = None

    def as_json(self, created: int) -> dict[str, Any]:
        """The channel as `conversations.info` answers it."""
        if self.kind == "im":
            return {
                "id": self.id, "created": created, "is_archived": False, "is_im": True, "is_org_shared": False,
                "context_team_id": TEAM, "updated": created * 1000, "user": self.user, "is_open": True, "priority": 0,
            }  # fmt: skip
        nobody = {"value": "", "creator": "", "last_set": 0}
        return {
            "id": self.id, "name": self.name, "name_normalized": self.name, "is_channel": self.kind == "public",
            "is_group": False, "is_im": False, "is_mpim": False, "is_private": self.kind == "private", "created": created,
            "is_archived": self.archived, "is_general": self.id == GENERAL, "unlinked": 0, "is_shared": self.shared,
            "is_org_shared": False, "is_pending_ext_shared": False, "pending_shared": [], "context_team_id": TEAM,
            "is_ext_shared": self.shared, "shared_team_ids": [TEAM, *([OTHER_TEAM] if self.shared else [])],
            "creator": MARISOL, "is_member": BOT_USER in self.members, "topic": nobody, "purpose": nobody,
            "previous_names": [], "updated": created * 1000,
        }  # fmt: skip


def users() -> list[User]:
    return [
        User(JO, "jo", "Jo Bennett", title="Front desk"),
        User(PRIYA, "priya", "Priya Shah", title="Front desk"),
        User(MARISOL, "marisol", "Marisol Ortega", is_admin=True, title="Office manager"),
        User(TESS, "tess", "Tess Walker", restricted=True, title="Temp, a guest"),
        User(OLA, "ola", "Ola Lind", team=OTHER_TEAM, title="Dental lab, another workspace"),
        User("U0FORMER01", "dale", "Dale Pruitt", deleted=True, title="Left the practice"),
        User(BOT_USER, "chairside", "Chairside", is_bot=True),
        User(SLACKBOT, "slackbot", "Slackbot"),
    ]


def channels() -> list[Channel]:
    """The bot is in the front desk's channel and in the lab's; not in #general, and it cannot see the managers'."""
    staff = [JO, PRIYA, MARISOL]
    rooms = [
        Channel(FRONT_DESK, "front-desk", members=[*staff, TESS, BOT_USER]),
        Channel(GENERAL, "general", members=staff),
        Channel(LAB, "lab", members=[*staff, OLA, BOT_USER], shared=True),
        Channel(MANAGERS, "managers", "private", members=[MARISOL]),
        Channel(OLD, "old-desk", members=[*staff, BOT_USER], archived=True),
    ]
    direct = [Channel(f"D{who[1:]}", "", "im", [who, BOT_USER], user=who) for who in (JO, PRIYA, MARISOL, TESS)]
    return rooms + direct
