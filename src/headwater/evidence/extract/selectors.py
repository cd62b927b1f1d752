"""What the audit trail knows of builds: whether this home made one."""

from __future__ import annotations

import json

from headwater.audit.models import Entry

BUILT = "extract.built"


def was_built_here(identity: str) -> bool:
    """Whether the trail of this home holds the making of the build with this hash."""
    details = Entry.objects.filter(action=BUILT, detail__contains=identity)
    return any(
        json.loads(detail).get("sha256") == identity
        for detail in details.values_list("detail", flat=True)
    )
