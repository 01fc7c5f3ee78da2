"""The `chairside` command. Each part says what it does with `--help`."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from bot.practice import BadOfficeFile
from bot.settings import BadSettings
from bot.store.binary import NoServer

app = typer.Typer(
    help="Chairside answers a dental office's texting number, so that patients schedule themselves.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console()
err = Console(stderr=True)


class Details(enum.StrEnum):
    NONE = "none"
    FULL = "full"


class Role(enum.StrEnum):
    ALL = "all"
    WEB = "web"
    WORK = "work"


Port = Annotated[int, typer.Option(help="The port to listen on; 0 picks a free one.", min=0, max=65535)]
Home = Annotated[
    Path | None,
    typer.Option(
        help="Where the embedded store and the pretend world keep their files (left out: CHAIRSIDE_HOME or .chairside)"
    ),
]


@app.command()
def demo(
    port: Port = 8000,
    home: Home = None,
    slack_details: Annotated[
        Details, typer.Option(help="What stands in Slack, as in an office file: with full, a card's thread has the texts.")
    ] = Details.NONE,
) -> None:
    """Everything in one process: the bot, a pretend office, carrier and Slack, and a page on which to try them."""
    from bot import demo as demonstration

    demonstration.run(port, _home(home), slack_details.value)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Port = 8000,
    role: Annotated[Role, typer.Option(help="web takes webhooks in, work does the work, all does both.")] = Role.ALL,
) -> None:
    """The bot, with the real office and the real carrier. Its settings come from the environment or a .env file."""
    from bot import serving

    serving.serve(host, port, role.value)


@app.command()
def pretend(
    port: Port = 9000,
    bot: Annotated[str, typer.Option(help="Where the bot listens.")] = "http://localhost:8000",
    home: Home = None,
    practice: Annotated[
        str, typer.Option(help="maple_street, several_providers, clinics, no_web_sched, or a .toml file of your own.")
    ] = "maple_street",
) -> None:
    """The pretend vendors alone, for a bot started with `serve`. Prints the settings to paste.

    Good for whatever else talks to Open Dental, too: /docs lists its methods, with requests to try. Another practice than the
    last one begins anew.
    """
    from bot import demo as demonstration

    demonstration.pretend(port, bot, _home(home), practice)


@app.command()
def chat(
    phone: Annotated[str, typer.Option("--as", help="Whose phone you hold; Ana Silva's by default.")] = "+15035550101",
    at: Annotated[
        str | None,
        typer.Option(help="A demo to talk to (left out: the one of this folder or on port 8000, else one of your own)"),
    ] = None,
    home: Home = None,
) -> None:
    """Be a patient in the terminal: the same conversation as on the page, with the same code."""
    from bot import chat as chatting

    chatting.run(phone, at, _home(home))


@app.command()
def draw(
    check: Annotated[bool, typer.Option("--check", help="Change nothing; fail if a page is out of date.")] = False,
) -> None:
    """Draw the flows by walking them, into flows/README.md and README.md. Run it at the top of a clone."""
    from bot import drawing

    missing = [page for page in drawing.PAGES if not page.exists()]
    if missing:
        raise BadSettings(f"{missing[0]} is not here: run this at the top of a clone.")
    for page in (stale := drawing.outdated()):
        err.print(f"{page} is out of date: run `uv run chairside draw`." if check else f"{page} is drawn anew.")
    if check and stale:
        raise typer.Exit(1)
    drawing.draw()


@app.command()
def init(
    texting_number: Annotated[str | None, typer.Option(help="The number patients text, one of your Twilio account.")] = None,
    front_desk_number: Annotated[
        str | None, typer.Option(help="Where people answer the phone (left out: Open Dental's)")
    ] = None,
    alert_number: Annotated[
        list[str] | None, typer.Option(help="A mobile of staff to text when a patient needs a person; may be repeated.")
    ] = None,
    clinic: Annotated[int | None, typer.Option(help="The ClinicNum, where the practice uses clinics.")] = None,
    timezone: Annotated[
        str | None, typer.Option(help="Like America/Denver (left out: what phone number and office clock agree on)")
    ] = None,
    country: Annotated[str, typer.Option(help="Whose phone numbers and holidays, in two capital letters.")] = "US",
    customer_key_env: Annotated[
        str | None,
        typer.Option(help="The NAME of the setting that holds this practice's key (left out: OPENDENTAL_CUSTOMER_KEY)"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(help="The file to write, - for the terminal (left out: in CHAIRSIDE_OFFICES, by the practice's name)"),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a file that is there.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing: take what Open Dental says, for scripts.")] = False,
) -> None:
    """Write an office file by asking Open Dental: what may be booked, who works where, when you are open.

    Shows what it found, and asks for the phone numbers that Open Dental does not know. It changes nothing there.

    Needs OPENDENTAL_DEVELOPER_KEY and OPENDENTAL_CUSTOMER_KEY. Over the vendor's cloud it takes half a minute.
    """
    from bot.app import environment
    from bot.setup.answers import Options
    from bot.setup.init import run

    options = Options(
        texting_number=texting_number,
        front_desk_number=front_desk_number,
        alert_numbers=alert_number or (),
        timezone=timezone,
        clinic=clinic,
        country=country,
        customer_key_env=customer_key_env,
        output=output,
        overwrite=overwrite,
        yes=yes,
    )
    run(environment(), options, out, err)


@app.command()
def doctor(
    json: Annotated[bool, typer.Option("--json", help="For machines: one JSON object.")] = False,
) -> None:
    """Look whether all is well, line by line, with what to do and where to click.

    Open Dental and Twilio are only asked, at the pace of the running bot and after its patients. Takes half a minute.

    No key and nothing of a patient is printed. The exit code is 0 if all is well, 1 for warnings, 2 for problems.
    """
    from bot.app import environment
    from bot.doctor.examination import run

    raise typer.Exit(run(environment(), out, err, as_json=json))


OfficeFile = Annotated[Path | None, typer.Argument(help="An office file or a folder of them (left out: CHAIRSIDE_OFFICES)")]


@app.command()
def wording(file: OfficeFile = None) -> None:
    """Print every sentence as a practice's patients hear it, in its languages, with what each costs.

    Those about danger are for your dentist to read. The key before each is what your office file replaces it by.
    """
    from bot.app import environment
    from bot.practice.printed import practices, sentences

    for practice in practices(file, environment().get("CHAIRSIDE_OFFICES")):
        for line in sentences(practice):
            out.print(line, highlight=False, markup=False, soft_wrap=True)


@app.command()
def proof(file: OfficeFile = None) -> None:
    """Print how much proof each request needs, and why, as a page for the compliance binder (Markdown)."""
    from bot.app import environment
    from bot.practice.printed import binder, practices

    offices = environment().get("CHAIRSIDE_OFFICES")
    for practice in practices(file, offices) if file or offices else (None,):
        for line in binder(practice):
            out.print(line, highlight=False, markup=False, soft_wrap=True)


@app.command()
def manifest(
    url: Annotated[str | None, typer.Option(help="Where Slack reaches the bot: PUBLIC_URL (left out: an example)")] = None,
    prefix: Annotated[str, typer.Option(help="Begins each command, where another app has one of them: slack_prefix.")] = "",
    socket: Annotated[bool, typer.Option("--socket", help="For Socket Mode: Slack calls no address of ours.")] = False,
) -> None:
    """Print the app's manifest to paste into Slack: its commands, what it may do, what it is told of."""
    from bot.frontdesk import manifest as printed

    typer.echo(printed.manifest(prefix=prefix, socket=socket, url=url or printed.URL), nl=False)


def _home(given: Path | None) -> Path:
    from bot.app import environment

    return given or Path(environment().get("CHAIRSIDE_HOME") or ".chairside")


def _say(what: str) -> None:
    """As it stands: a place in an office file, "[hours] monday", is no style."""
    err.print(Text.assemble(("chairside:", "bold"), f" {what}"))


def main() -> None:
    """Run the command; what is wrong with the settings is one sentence, not a traceback."""
    try:
        app()
    except (BadSettings, BadOfficeFile, NoServer) as error:
        _say(str(error))
        raise SystemExit(2) from None
    except OSError as error:
        if error.filename is None:
            raise
        _say(f"{error.filename} cannot be used ({error.strerror}): set CHAIRSIDE_HOME to a folder of yours.")
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
