"""What the doctor prints, for a person and for a machine, and how it ends."""

import io
import json

from rich.console import Console

from bot.doctor.examination import run
from bot.doctor.verdict import Line, State, ok, problem, skipped, warning, worst
from tests.e2e.programs import Program


def printed(bot, **more):
    out = io.StringIO()
    code = run(bot.settings, Console(file=out, width=100), Console(file=io.StringIO()), **more)
    return code, out.getvalue()


def test_each_section_has_its_title_once_and_what_to_do_stands_below(bot):
    bot.says("America/Los_Angeles", "America/New_York")
    code, said = printed(bot)
    lines = [line.rstrip() for line in said.splitlines()]
    assert code == 2
    for title in ("Settings", "Store", "Open Dental", "Maple Street Dental", "Twilio", "The way in"):
        assert lines.count(title) == 1
    assert lines[0] == "Settings"
    wrong = next(n for n, line in enumerate(lines) if line.startswith(" ✗ In America/New_York it is"))
    assert lines[wrong + 1].strip().startswith("Write the practice's own timezone")
    assert lines[-1].startswith("1 problem and 2 warnings;")


def test_warnings_alone_end_with_1(bot):
    code, said = printed(bot)
    assert code == 1
    assert said.rstrip().splitlines()[-1].startswith("2 warnings;")


def test_for_a_machine_it_is_one_json_object_and_nothing_else(bot):
    code, said = printed(bot, as_json=True)
    told = json.loads(said)
    assert told["state"] == "warning"
    assert code == 1
    assert {"section": "Open Dental", "check": "reach", "state": "ok"}.items() <= next(
        check for check in told["checks"] if check["check"] == "reach"
    ).items()
    assert all(set(check) == {"section", "check", "state", "says", "do"} for check in told["checks"])


def test_the_worst_decides_and_what_was_not_looked_at_does_not():
    said = [ok("a"), skipped("b"), warning("c", "d"), problem("e")]
    assert [worst([v.state for v in said[:n]]) for n in range(5)] == [
        *(State.OK, State.OK, State.OK, State.WARNING, State.PROBLEM),
    ]
    assert Line("s", "c", ok("a")).verdict.do == ""


# --- the commands, as programs -----------------------------------------------------------------------------------------


def program(bot, *words, **settings):
    ran = Program(*words, home=bot.home, env=bot.settings | settings)
    return ran.process.wait(60), ran.said


def test_the_command_tells_how_it_stands_by_its_exit_code(bot):
    code, said = program(bot, "doctor")
    assert code == 1, said
    assert "✓ Open Dental answers, and takes the keys." in said
    code, said = program(bot, "doctor", "--json", OPENDENTAL_CUSTOMER_KEY="canary")
    assert code == 2
    assert json.loads(said)["state"] == "problem"
    assert "canary" not in said


def test_what_init_writes_the_doctor_finds_well(bot):
    file = bot.home / "written.toml"
    words = ("--yes", "--texting-number", "503-555-0199", "--alert-number", "503-555-0142", "--output", str(file))
    code, said = program(bot, "init", *words)
    assert code == 0, said
    assert "chairside doctor" in said
    assert program(bot, "doctor", CHAIRSIDE_OFFICES=str(file))[0] == 1  # the two warnings of a world on one machine
    code, said = program(bot, "init", *words)
    assert code == 2
    assert "--overwrite" in said


def test_both_say_with_help_what_they_do(bot):
    for command, words in (("init", "--texting-number"), ("doctor", "--json")):
        code, said = program(bot, command, "--help")
        assert code == 0
        assert words in said
