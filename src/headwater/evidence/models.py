"""The floor's only tables: the ledger of what was released."""

from .disclosure.ledger.entries import Release

__all__ = ["Release"]
