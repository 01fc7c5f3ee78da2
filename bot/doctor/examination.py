"""`chairside doctor`: look, say each line as it is known, and end with how it stands."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import msgspec
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.doctor.case import case_of
from bot.doctor.table import examine
from bot.doctor.verdict import Line, State, worst

EXIT = {State.OK: 0, State.WARNING: 1, State.PROBLEM: 2}
MARKS = {State.OK: ("✓", "green"), State.WARNING: ("!", "yellow"), State.PROBLEM: ("✗", "red"), State.SKIPPED: ("·", "dim")}


def run(environment: Mapping[str, str], out: Console, err: Console, *, as_json: bool = False) -> int:
    """Examine the bot of this environment, saying each line as it is known. Return the exit code: 0 all well, 1 warnings, 2
    problems.
    """
    lines: list[Line] = []

    async def look() -> None:
        with err.status("Looking") as status:
            async with case_of(environment) as case:
                async for line in examine(case, lambda what: status.update(f"Looking at {what}")):
                    if not as_json:
                        _say(line, lines, out)
                    lines.append(line)

    asyncio.run(look())
    state = worst([line.verdict.state for line in lines])
    if as_json:
        out.print(to_json(lines, state), markup=False, highlight=False, soft_wrap=True)
    else:
        out.print(f"\n{_sum(lines, state)}", highlight=False)
    return EXIT[state]


def _say(line: Line, before: list[Line], out: Console) -> None:
    """Print a line, under its section's title if it is the first there."""
    if not before or before[-1].section != line.section:
        out.print(Text(f"{'' if not before else chr(10)}{line.section}", style="bold"))
    mark, style = MARKS[line.verdict.state]
    said = Text(line.verdict.says, style="dim" if line.verdict.state is State.SKIPPED else "")
    out.print(Padding(Text.assemble((f"{mark} ", style), said), (0, 0, 0, 1), expand=False))
    if line.verdict.do:
        out.print(Padding(Text(line.verdict.do, style="dim"), (0, 0, 0, 5), expand=False))


def _sum(lines: list[Line], state: State) -> str:
    counted = {state: sum(line.verdict.state is state for line in lines) for state in State}
    if state is State.OK:
        return f"[green]All is well[/]: {counted[State.OK]} checks."
    parts = [f"{n} {word}" + ("" if n == 1 else "s") for word in ("problem", "warning") if (n := counted[State(word)])]
    return f"{' and '.join(parts)}; {counted[State.OK]} checks are fine. Set right what is said above, then run it again."


def to_json(lines: list[Line], state: State) -> str:
    """Return what was found for a machine: `state` of the whole, and of each line where it belongs, what is so, what to do."""
    checks = [{"section": line.section, "check": line.check, **msgspec.to_builtins(line.verdict)} for line in lines]
    return msgspec.json.format(msgspec.json.encode({"state": state, "checks": checks}), indent=2).decode()
