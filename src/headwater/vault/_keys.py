"""Period keys (files beside no database) and data keys (wrapped, in the key store).

Defends against a copied database, a copied key store, and both together: what they hold cannot
be read without a file of the keys' folder, and that file is destroyed with its period. A period
key is made when first needed, is durable on disk before anything is wrapped with it, and is
never made anew while something in the key store still needs the old one.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap,
    aes_key_wrap,
)
from django.conf import settings
from django.utils.translation import gettext as _

from .errors import VaultUnreadable
from .models import WrappedKey

KEY_BYTES = 32  # AES-256, for the data keys and for the keys that wrap them
_FILE = re.compile(r"period-(\d{4}Q[1-4])\.key")


def folder() -> Path:
    """The keys' folder, `HEADWATER_KEYS`."""
    return Path(settings.KEYS)


def make_data_key(reference: str, period: str, at: datetime) -> bytes:
    """A new data key, kept wrapped in the key store under the holding's key reference."""
    data_key = secrets.token_bytes(KEY_BYTES)
    wrapped = aes_key_wrap(_period_key(period, make=True), data_key)
    WrappedKey.objects.create(reference=reference, period=period, wrapped=wrapped, made_at=at)
    return data_key


def data_key(reference: str) -> bytes | None:
    """The data key of a holding, None if none was made. VaultUnreadable if it cannot be had."""
    kept = WrappedKey.objects.filter(reference=reference).first()
    if kept is None:
        return None
    try:
        return aes_key_unwrap(_period_key(kept.period, make=False), bytes(kept.wrapped))
    except (InvalidUnwrap, ValueError):
        raise VaultUnreadable(
            _(
                "The key of %(period)s does not fit this vault, so nothing is shown. "
                "Ask your administrator to put the right keys’ folder in place."
            )
            % {"period": kept.period}
        ) from None


def lost() -> VaultUnreadable:
    """What to raise when sealed content is there and its data key is not."""
    return VaultUnreadable(
        _(
            "The key of what is sealed here is missing, so it cannot be read. "
            "Ask your administrator to bring back the vault’s key store."
        )
    )


def periods() -> list[str]:
    """The periods that have a key file, oldest first."""
    found = (_FILE.fullmatch(path.name) for path in folder().glob("period-*.key"))
    return sorted(match.group(1) for match in found if match)


def destroy_period_key(period: str) -> None:
    """Overwrite and remove a period's key file: the end of everything ever wrapped with it.

    Overwriting in place is all a program can do; a disk that moves blocks may keep the old one
    until it is reused, so the keys' folder belongs on an encrypted disk.
    """
    path = _path(period)
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    _settle(folder())


def clear_unfinished() -> None:
    """Remove key files whose writing was cut off; nothing was ever wrapped with them."""
    for path in folder().glob(".period-*.new"):
        path.unlink(missing_ok=True)


def _path(period: str) -> Path:
    return folder() / f"period-{period}.key"


def _period_key(period: str, *, make: bool) -> bytes:
    """The key of a period; made if asked, unless something still needs the one that is gone."""
    path = _path(period)
    if make and not path.exists() and not WrappedKey.objects.filter(period=period).exists():
        _make(path)
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise VaultUnreadable(
                _(
                    "Other users of this machine could read the vault’s keys, so it stays "
                    "closed. Ask your administrator to make the keys’ folder private."
                )
            )
        return bytes.fromhex(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        raise VaultUnreadable(
            _(
                "The key of %(period)s is missing, so what it seals cannot be read. "
                "Ask your administrator to bring back the keys’ folder."
            )
            % {"period": period}
        ) from None
    except ValueError:
        raise VaultUnreadable(
            _(
                "The key of %(period)s is damaged, so what it seals cannot be read. "
                "Ask your administrator to bring back the keys’ folder."
            )
            % {"period": period}
        ) from None


def _make(path: Path) -> None:
    """Write a new key file, whole and durable or not at all; of two makers, one wins."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    folder().chmod(0o700)
    unfinished = path.with_name(f".{path.stem}-{secrets.token_hex(4)}.new")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(unfinished, path)
    except FileExistsError:
        pass  # another process made it first; both use that one
    finally:
        unfinished.unlink()
    _settle(folder())


def _settle(directory: Path) -> None:
    """Make a change of names in a folder survive a loss of power."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
