"""Django's signing key, kept beside the other keys and never in the settings."""

from __future__ import annotations

import os
import secrets
import tempfile
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
    _make(path)
    return path.read_text(encoding="ascii").strip()


def _make(path: Path) -> None:
    """Put a whole key in place. Of two processes starting at once, one key stands for both."""
    written, name = tempfile.mkstemp(dir=path.parent, prefix=".signing-")  # mode 0600
    with os.fdopen(written, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        Path(path).hardlink_to(name)
    except FileExistsError:
        pass  # the other process was first
    finally:
        Path(name).unlink()
