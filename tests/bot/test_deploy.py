"""What deploy/ tells an operator is true of the code."""

import inspect
import re
from pathlib import Path

from bot import cli, settings
from bot.frontdesk.manifest import manifest
from bot.frontdesk.web import FrontWeb
from bot.web import Web

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
README = (DEPLOY / "README.md").read_text()
COMPOSE = (DEPLOY / "compose.yaml").read_text()
NAMES = set(re.findall(r'"([A-Z]+(?:_[A-Z]+)+)"', inspect.getsource(settings)))


def test_every_setting_is_in_the_table_and_no_other():
    section = README[README.index("## 4.") : README.index("## 5.")]
    named = {
        name
        for line in section.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`([A-Z_]+)`", line.split("|")[1])
    }
    assert named == NAMES


def test_the_example_of_settings_names_real_ones():
    text = (DEPLOY / "env.example").read_text()
    named = set(re.findall(r"^(?:# )?([A-Z_]+)=", text, re.MULTILINE))
    assert named <= NAMES
    assert {"CHAIRSIDE_SECRET", "PUBLIC_URL", "OPENDENTAL_DEVELOPER_KEY", "TWILIO_AUTH_TOKEN"} <= named


def test_every_route_the_readme_speaks_of_is_there():
    routes = set(re.findall(r'Route\("(/[a-z/]+)', inspect.getsource(Web.routes) + inspect.getsource(FrontWeb.routes)))
    spoken = {path.rstrip("/") for path in re.findall(r"`?(/(?:twilio|health|desk)/[a-z]+)", README)}
    assert spoken <= {route.rstrip("/") for route in routes}


def test_the_manifest_is_the_one_of_the_commands_that_exist():
    assert (DEPLOY / "slack-manifest.yaml").read_text() == manifest(), (
        "run: uv run chairside manifest > deploy/slack-manifest.yaml"
    )


def test_what_starts_the_bot_uses_options_it_has():
    options = {f"--{name}" for name in inspect.signature(cli.serve).parameters}
    for name in ("Dockerfile", "chairside.service"):
        line = next(line for line in (DEPLOY / name).read_text().splitlines() if line.startswith(("CMD [", "ExecStart=")))
        assert set(re.findall(r"--[a-z]+", line)) <= options


def test_the_store_loses_nothing_and_only_the_bot_reaches_it():
    store = COMPOSE[COMPOSE.index("\n  store:\n") : COMPOSE.index("\nvolumes:\n")]
    written = " ".join(re.findall(r'^ +- "?([^"\n]+?)"?$', store, re.MULTILINE))
    assert "--appendonly yes --appendfsync always" in written
    assert "--maxmemory-policy noeviction" in written
    assert "ports:" not in store
    assert "condition: service_healthy" in COMPOSE
    assert re.findall(r'- "([^"]+:8000)"', COMPOSE) == ["127.0.0.1:8000:8000"]


def test_the_image_runs_as_nobody_in_particular_and_is_made_of_the_code_alone():
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    assert lines.index("USER chairside") < next(n for n, line in enumerate(lines) if line.startswith("ENTRYPOINT"))
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    assert ignored[1] == "*"
    assert {line for line in ignored if line.startswith("!")} == {"!pyproject.toml", "!README.md", "!bot", "!flows"}
