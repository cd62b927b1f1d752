"""Sealing and unsealing one text: AES-256-GCM under the holding's data key.

The associated data binds table, reference, field and entry, so that ciphertext moved to another
row or field, by whoever can write the database, is refused and not shown in the wrong place.
The length is padded, so that "yes" and an address do not differ by their size.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _

from .errors import VaultUnreadable
from .models import SealedEntry

NONCE_BYTES = 12
_BLOCK = 256
_END = b"\x80"  # ends the text; zeros follow (ISO/IEC 7816-4 padding)


def seal(key: bytes, text: str, *, reference: str, field: str, entry: str) -> tuple[bytes, bytes]:
    """Return a fresh nonce and the ciphertext with its tag."""
    nonce = os.urandom(NONCE_BYTES)
    content = text.encode() + _END
    content += bytes(-len(content) % _BLOCK)
    return nonce, AESGCM(key).encrypt(nonce, content, _bound(reference, field, entry))


def unseal(
    key: bytes, nonce: bytes, sealed: bytes, *, reference: str, field: str, entry: str
) -> str:
    """Return the text. VaultUnreadable if a bit was changed, or it belongs somewhere else."""
    try:
        content = AESGCM(key).decrypt(nonce, sealed, _bound(reference, field, entry))
    except (InvalidTag, ValueError):
        raise VaultUnreadable(
            _(
                "What was sealed here was changed outside the program and is not shown. "
                "Tell your privacy officer."
            )
        ) from None
    return content.rstrip(b"\x00").removesuffix(_END).decode()


def _bound(reference: str, field: str, entry: str) -> bytes:
    return f"{SealedEntry._meta.db_table}|{reference}|{field}|{entry}".encode()
