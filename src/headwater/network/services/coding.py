"""Codes of places, made from their names: short, stable, and free in their community."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.text import slugify


def free_code(name: str, taken: Collection[str], *, longest: int) -> str:
    """A code made from a name; a number behind it where the code is taken."""
    # Room for the number is kept, so that a cut code never ends in half of one.
    stem = slugify(name)[: longest - 4].strip("-") or "place"
    number, code = 1, stem
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code
