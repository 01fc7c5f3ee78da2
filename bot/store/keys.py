"""How keys are named: digests only, never a number or a word of anybody's.

What few could try out (there are ten thousand million phones) is named by `Seal.name`, under the secret.
"""

from __future__ import annotations

from hashlib import sha256


def digest(text: str) -> str:
    """Return 32 hex digits that stand for the text in a key."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def tag_of(customer_key: str) -> str:
    """Return the hash tag of all keys of the office behind this customer key: 16 hex digits."""
    return digest(f"customer key|{customer_key}")[:16]


def prefix_of(tag: str) -> str:
    """Return the beginning of every key of an office. The braces keep its keys on one node of a cluster."""
    return f"chairside:{{{tag}}}:"
