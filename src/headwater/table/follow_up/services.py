"""The verbs: saying one line, or nothing; and having read it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, Refused
from headwater.network.acting import acting
from headwater.network.models import Seat
from headwater.table.discussions.models import Discussion

from . import selectors
from .models import Line


def say(*, discussion: Discussion, code: str, by: Seat, at: datetime) -> Line:
    """Let the agency that brought it know one line; an empty code says nothing, for good.

    NotFoundHere unless the seat's agency led it. Refused for a line the record does not bear
    out; AlreadyDone when one was said.
    """
    with acting("follow_up.said", by=by, at=at, subject=discussion.reference) as deed:
        discussion = selectors.may_speak_of(by, discussion.reference)
        if Line.objects.filter(discussion=discussion).exists():
            raise AlreadyDone(_("One line was said already, and one is enough."))
        if code and code not in {entry.code for entry in selectors.true_lines(discussion)}:
            raise Refused(_("Choose one of the lines."), field="code")
        deed.detail["said"] = "line" if code else "nothing"
        return Line.objects.create(discussion=discussion, code=code, said_by=by, said_at=at)


def read(*, line: Line, by: Seat, at: datetime) -> None:
    """Put a line away once it was read. NotFoundHere for another agency's."""
    with acting("follow_up.read", by=by, at=at, subject=line.reference):
        found = selectors.line_for(by, line.reference)
        found.read_by, found.read_at = by, at
        found.save(update_fields=["read_by", "read_at"])
