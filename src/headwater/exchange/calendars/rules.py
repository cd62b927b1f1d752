"""What a feed holds and how its token is known. Pure."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

TOKEN_BYTES = 32
# How far back a calendar shows meetings, and how long one is drawn: the record knows no end
# before it closes, and when it closed is nobody's business outside.
BACK = timedelta(days=30)
LENGTH = timedelta(hours=1)


def new_token() -> str:
    """256 bits of chance, in letters that fit an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest_of(token: str) -> str:
    """What is stored of a token. Plain SHA-256: a token of 256 bits cannot be tried out."""
    return hashlib.sha256(token.encode()).hexdigest()
