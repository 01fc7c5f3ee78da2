"""How the vendor signs what it posts. Source: Slack, "Verifying requests from Slack", version v0."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime


def signed(secret: str, at: datetime, body: bytes) -> dict[str, str]:
    """Return the two headers over the body as it goes out, byte for byte."""
    stamp = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}
