"""The app's manifest for Slack, made from the commands that exist: pasted once under "Create an app > From a manifest".

`chairside manifest` prints it; deploy/slack-manifest.yaml is what it prints without options, and CI compares the two.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.slack.scopes import EVENTS, SCOPES
from bot.frontdesk.commands import HANDLERS
from bot.frontdesk.table import Row

URL = "https://bot.example.com"  # to be replaced by PUBLIC_URL, where the app is not run by a socket
HEAD = "# Slack: Your Apps > Create New App > From a manifest. Made by `chairside manifest`; see deploy/README.md, Slack."


def manifest(*, prefix: str = "", url: str = URL, socket: bool = False, commands: Sequence[Row] = HANDLERS.commands) -> str:
    """Return the manifest as YAML. `socket`: no address of ours is called."""
    events = f"{url.rstrip('/')}/slack/events"
    address = "" if socket else events
    lines = [
        HEAD,
        "display_information:",
        "  name: Chairside",
        "  description: What needs a person at the front desk, and the schedule",
        '  background_color: "#1f4e5f"',
        "features:",
        "  app_home: {home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true}",
        "  bot_user: {display_name: chairside, always_online: true}",
        *_commands(commands, prefix, address),
        "oauth_config:",
        "  scopes:",
        "    bot:",
        *(f"      - {scope}  # {why}" for scope, why in SCOPES.items()),
        "settings:",
        "  event_subscriptions:",
        *([f"    request_url: {address}"] if address else []),
        "    bot_events:",
        *(f"      - {event}" for event in EVENTS),
        "  interactivity:",
        "    is_enabled: true",
        *([f"    request_url: {address}", f"    message_menu_options_url: {address}"] if address else []),
        "  org_deploy_enabled: false",
        f"  socket_mode_enabled: {str(socket).lower()}",
        "  token_rotation_enabled: false",
    ]
    return "\n".join(lines) + "\n"


def _commands(commands: Sequence[Row], prefix: str, address: str) -> list[str]:
    if not commands:
        return []
    lines = ["  slash_commands:"]
    for row in commands:
        lines.append(f"    - command: /{prefix}{row.name}")
        lines += [f"      url: {address}"] if address else []
        lines += [
            f"      description: {quoted(row.says)}",
            f"      usage_hint: {quoted(row.usage)}",
            "      should_escape: false",
        ]
    return lines


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
