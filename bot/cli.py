"""The `chairside` command. Each part says what it does with `--help`."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

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


class Role(enum.StrEnum):
    ALL = "all"
    WEB = "web"
    WORK = "work"


Port = Annotated[int, typer.Option(help="The port to listen on; 0 picks a free one.", min=0, max=65535)]
Home = Annotated[
    Path | None,
    typer.Option(
        help="Where the embedded store and the pretend world keep their files [default: CHAIRSIDE_HOME or .chairside]"
    ),
]


@app.command()
def demo(port: Port = 8000, home: Home = None) -> None:
    """Everything in one process: the bot, a pretend office, a pretend carrier, and a page on which to try them."""
    from bot import demo as demonstration

    demonstration.run(port, _home(home))


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
) -> None:
    """The pretend vendors alone, for a bot started with `serve`. Prints the settings to paste."""
    from bot import demo as demonstration

    demonstration.pretend(port, bot, _home(home))


@app.command()
def chat(
    phone: Annotated[str, typer.Option("--as", help="Whose phone you hold; Ana Silva's by default.")] = "+15035550101",
    at: Annotated[
        str | None, typer.Option(help="A demo to talk to [default: the one on port 8000, else one of your own]")
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


def _home(given: Path | None) -> Path:
    from bot.app import environment

    return given or Path(environment().get("CHAIRSIDE_HOME") or ".chairside")


def main() -> None:
    """Run the command; what is wrong with the settings is one sentence, not a traceback."""
    try:
        app()
    except (BadSettings, BadOfficeFile, NoServer) as error:
        err.print(f"[bold]chairside:[/] {error}", highlight=False)
        raise SystemExit(2) from None
    except PermissionError as error:
        err.print(
            f"[bold]chairside:[/] {error.filename} cannot be written: set CHAIRSIDE_HOME to a folder of yours.", highlight=False
        )
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
