"""Developer and customer keys, and what they open. Source: reference, section 2."""

from __future__ import annotations

from dataclasses import dataclass, field

PERMISSIONS = frozenset(
    {"ReadAll", "Comm", "Appointments", "Patients", "ProcedureLogs", "Setup", "Queries", "AllOthers", "TextingASAP"},
)


@dataclass(frozen=True)
class Keys:
    """One developer's access to one customer. Permissions go with the developer's key; the office can switch a key off."""

    developer: str
    customer: str
    permissions: frozenset[str] = field(default=PERMISSIONS)
    enabled: bool = True

    @property
    def header(self) -> str:
        return f"ODFHIR {self.developer}/{self.customer}"


def may(keys: Keys, permission: str) -> bool:
    return permission in keys.permissions
