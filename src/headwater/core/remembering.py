"""Reads asked for again and again while one page is drawn: remembered for that page, no longer.

A page asks in many places whether a seat is recused, or who sits where; the answer cannot change
while a page that only reads is drawn. Nothing is remembered in a request that changes something,
nor outside a request, so a service always sees the records as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

_here: ContextVar[dict[Any, Any] | None] = ContextVar("remembered", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """While the block runs, functions marked `remembered` answer a question once."""
    before = _here.set({})
    try:
        yield
    finally:
        _here.reset(before)


def remembered[**P, R](read: Callable[P, R]) -> Callable[P, R]:
    """Mark a read. Its arguments are hashable, and its answer is not changed by whoever asks."""

    @wraps(read)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        memory = _here.get()
        if memory is None:
            return read(*args, **kwargs)
        question = (read, args, tuple(sorted(kwargs.items())))
        if question not in memory:
            memory[question] = read(*args, **kwargs)
        answer: R = memory[question]
        return answer

    return asked
