"""The floor's only tables: the ledger of what was released."""

from .disclosure.ledger.models import Release

__all__ = ["Release"]
