"""Who may do what: the office file's [staff] table, and Slack's own word on who is a guest, or somebody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels.slack.client import QUICK, Fine, Slack
from bot.channels.slack.profile import Profile, profile_of
from bot.practice.staff import InSlack, Member, Role
from bot.room import Clock, Room, ms

KNOWN_FOR = timedelta(minutes=10)
MOST_KNOWN = 500
NOBODY_SAYS_WHO = "slack did not say who"


@dataclass(frozen=True)
class NotAllowed:
    """Who may not, what they are told, and the word for the audit."""

    says: str
    why: str


class Doorkeeper:
    """Lets staff in. Slack is asked who somebody is once in a while, not at every press."""

    def __init__(self, slack: Slack, clock: Clock) -> None:
        self._slack = slack
        self._clock = clock
        self._known: dict[str, tuple[datetime, Profile]] = {}
        self._team = ""

    async def team(self) -> str:
        """Return the workspace that the bot's token is for; "" while nobody can tell."""
        if not self._team:
            answer = await self._slack.call("auth.test", {}, takes=QUICK)
            if isinstance(answer, Fine):
                self._team = str(answer.said.get("team_id", ""))
        return self._team

    async def admit(self, room: Room, user: str, team: str, role: Role) -> Member | NotAllowed:
        """Return who it is, if they may do what that role may; else why not, noted in the audit."""
        found = await self._judged(room, user, team, role)
        if isinstance(found, NotAllowed):
            record = {"what": f"slack refused, {found.why}", "who": user}
            await room.store.note_down(record, ms(self._clock.now()))
        return found

    async def _judged(self, room: Room, user: str, team: str, role: Role) -> Member | NotAllowed:
        file = room.place.file if room.place else InSlack()
        if team != await self.team():
            return NotAllowed("This is for the staff of this practice's own workspace.", "another workspace")
        member = file.member(user)
        if member is None:
            return NotAllowed(f"You are not set up to work here yet. {whom_to_ask(file)}", "not in the staff table")
        profile = await self._profile(user)
        if profile is None:
            return NotAllowed("Slack does not say just now who you are. Please try once more.", NOBODY_SAYS_WHO)
        if not profile.is_ours or profile.team_id not in ("", team):
            return NotAllowed(f"Guests of the workspace cannot do this. {whom_to_ask(file)}", "a guest")
        if not member.may(role):
            return NotAllowed(f"You may look, not act. {whom_to_ask(file)}", "the role")
        return member

    async def _profile(self, user: str) -> Profile | None:
        now = self._clock.now()
        kept = self._known.get(user)
        if kept is not None and now - kept[0] < KNOWN_FOR:
            return kept[1]
        answer = await self._slack.ask("users.info", {"user": user}, takes=QUICK)
        if not isinstance(answer, Fine):
            return None
        profile = profile_of(answer.said)
        if profile is None:
            return None
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[user] = (now, profile)
        return profile


def whom_to_ask(file: InSlack) -> str:
    """Name those who may change it."""
    managers = [f"<@{member.user}>" for member in file.staff if member.may("manage")]
    return (
        f"Ask {' or '.join(managers[:3])}."
        if managers
        else "Ask whoever runs Chairside: the office file's [staff] says who may."
    )
