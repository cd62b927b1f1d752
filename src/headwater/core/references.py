"""Opaque references: what stands in an address, a form and the audit trail instead of a key.

A reference tells neither order nor number nor table, so a list of them gives nothing away.
"""

from __future__ import annotations

import secrets

# Crockford's base 32 without I, L, O, U: cannot be misread, spells no word.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12  # 60 bits: two of 2**30 references meet with a chance below one in two
MAX_LENGTH = 16


def new_reference(prefix: str) -> str:
    """Return `prefix-` and twelve random characters, such as `d-7k3m9qxtb2ae`.

    `prefix` is one or two letters that tell a reader the kind: `d` discussion, `m` meeting.
    """
    return f"{prefix}-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
