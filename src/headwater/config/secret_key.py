"""Django's signing key, kept beside the other keys and never in the settings."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def read_or_make(keys: Path) -> str:
    """The key in `keys/signing.key`; made on first use, readable by its owner alone."""
    given = os.environ.get("HEADWATER_SECRET_KEY")
    if given:
        return given
    path = keys / "signing.key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = secrets.token_urlsafe(48)
    try:
        # Exclusive creation: of two processes starting at once, one writes and both read.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(made)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    return made
