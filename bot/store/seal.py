"""Seals what rests in the store: AES-256-GCM under a secret that is never in it.

A sealed value opens only under the key it was put under, so that nobody can move one patient's session to another's.
"""

from __future__ import annotations

import binascii
import hmac
from base64 import b64decode
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

LENGTH = 32  # bytes: AES-256
NONCE = 12  # bytes, random: at a few writes a second two alike are not to be expected in thousands of years
DISTINCT = 16  # 32 random bytes have about 30 different ones; fewer than this many were typed by a person


class Unreadable(Exception):
    """A sealed value that does not open: another secret sealed it, it was moved, or it was changed."""


class WeakSecret(ValueError):
    """A secret that would not protect anything. Its text is one sentence for the operator."""


class Seal:
    """Seals and opens values under one secret of 32 bytes."""

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESGCM(secret)
        self._names = hmac.digest(secret, b"names", "sha256")

    def name(self, text: str) -> str:
        """Return 32 hex digits that stand for the text in a key: nobody without the secret can find them by trying texts."""
        return hmac.digest(self._names, text.encode("utf-8", "surrogatepass"), "sha256").hex()[:32]

    def seal(self, plain: bytes, about: str) -> bytes:
        """Return the value sealed. `about` names where it will rest; it opens only there."""
        nonce = token_bytes(NONCE)
        return nonce + self._cipher.encrypt(nonce, plain, about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """Return what was sealed. Raises Unreadable."""
        try:
            return self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], about.encode())
        except (InvalidTag, ValueError):
            raise Unreadable("A sealed value does not open: is CHAIRSIDE_SECRET the one it was sealed with?") from None


def read_secret(text: str) -> bytes:
    """Return the secret that the text holds in base64. Raises WeakSecret if it is not one."""
    try:
        secret = b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise WeakSecret("it must be base64 of 32 random bytes; make one with: openssl rand -base64 32") from None
    if len(secret) != LENGTH:
        raise WeakSecret(f"it must hold exactly 32 bytes, not {len(secret)}; make one with: openssl rand -base64 32")
    if len(set(secret)) < DISTINCT:
        raise WeakSecret("it is not random enough to protect anything; make one with: openssl rand -base64 32")
    return secret
