"""The ledger of all that left: what was released, from which snapshot, with which cells hidden.

A release covers a closed quarter and is bound to the build it was made from. Asking again for
the same quarter gives the same cells; where the data have changed since, it is refused, because
the difference of two releases is itself a table.
"""

from .releasing import Released, ReleaseRefused, release

__all__ = ["ReleaseRefused", "Released", "release"]
