"""How the carrier signs what it posts. Source: Twilio, "Webhooks security", algorithm HMAC-SHA1."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Mapping


def sign(auth_token: str, url: str, form: Mapping[str, str]) -> str:
    """Return the signature of a form posted to that URL: the URL without its fragment, then each name and value in order."""
    text = url.partition("#")[0]
    for name in sorted(form):
        text += name + form[name]
    digest = hmac.digest(auth_token.encode(), text.encode("utf-8", "surrogatepass"), hashlib.sha1)
    return b64encode(digest).decode("ascii")
