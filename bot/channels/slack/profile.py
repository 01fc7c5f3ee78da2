"""Who somebody is, as Slack has them: `users.info`. Source: Slack, "User object"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct


class Profile(Struct, frozen=True):
    """A user as Slack knows them."""

    id: str
    team_id: str = ""
    deleted: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_bot: bool = False
    is_stranger: bool = False

    @property
    def is_ours(self) -> bool:
        """Whether they are a full member of the workspace: no guest, no app, nobody who has left."""
        return not (self.deleted or self.is_restricted or self.is_ultra_restricted or self.is_bot or self.is_stranger)


class _Info(Struct, frozen=True):
    user: Profile


def profile_of(said: Mapping[str, Any]) -> Profile | None:
    """Read what `users.info` said. None: it is not of the shape we know."""
    try:
        return msgspec.convert(said, _Info).user
    except msgspec.ValidationError:
        return None
