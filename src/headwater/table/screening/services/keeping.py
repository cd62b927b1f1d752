"""What every verb of this room does around its own change: lock, compare, save, move the day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from headwater.core.errors import ChangedMeanwhile, Refused
from headwater.network.models import Agency

from .. import lists
from ..models import Protocol, Screening
from ..rules import State, state_after_change
from ..selectors import standing_of, today_of


def hold(*, agency: Agency) -> None:
    """One writer at a time for an agency's new rows, until the transaction ends.

    A row that does not exist yet cannot be locked, so its agency is: without this, two forms
    sent at once would both adopt the starting questions, or both begin.
    """
    Agency.objects.select_for_update().get(pk=agency.pk)


def locked(*, screening: Screening, revision: int | None) -> Screening:
    """The row as it is now, held until the transaction ends; compared as `unchanged` does."""
    row = (
        Screening.objects.select_for_update(of=("self",))
        .select_related("agency__community", "protocol", "begun_by", "table")
        .get(pk=screening.pk)
    )
    unchanged(screening=row, revision=revision)
    return row


def unchanged(*, screening: Screening, revision: int | None) -> None:
    """ChangedMeanwhile when `revision`, the one on the page that was sent, is not the row's."""
    if revision is not None and screening.revision != revision:
        raise ChangedMeanwhile(
            _(
                "Someone else in your agency changed this screening while you were typing. "
                "Nothing was overwritten. Compare, then save again."
            )
        )


def locked_draft(*, protocol: Protocol, revision: int | None) -> Protocol:
    """The version being written, held; ChangedMeanwhile as above, Refused once it is published."""
    row = Protocol.objects.select_for_update(of=("self",)).get(pk=protocol.pk)
    if row.starts is not None:
        raise Refused(_("This version is published and can no longer change. Start a new one."))
    if revision is not None and row.revision != revision:
        raise ChangedMeanwhile(
            _(
                "Someone else changed your agency’s questions while you were typing. "
                "Nothing was overwritten. Compare, then save again."
            )
        )
    return row


def save(*, screening: Screening, at: datetime, state: State | None = None) -> None:
    """Write a changed screening: its state, its revision, and the day it will be destroyed.

    Without `state`, the state follows from what still stands in the way.
    """
    if state is None:
        state = state_after_change(State(screening.state), standing_of(screening).blocks)
    screening.state = state
    screening.changed_at = at
    days = timedelta(days=screening.protocol.retention_days)
    screening.destroy_on = today_of(screening.agency, at) + days
    screening.revision += 1
    screening.save()


def checked_codes(*, list_name: str, codes: list[str], field: str) -> list[str]:
    """The codes once each, in the order of their list. Refused at the field for an unknown one."""
    if not all(lists.is_known(list_name, code) for code in codes):
        raise Refused(_("Choose from the list: this code is not part of it."), field=field)
    return [code for code in lists.codes(list_name) if code in set(codes)]


def checked_code(*, list_name: str, code: str, field: str) -> str:
    """One code or none; Refused at the field for an unknown one."""
    if code and not lists.is_known(list_name, code):
        raise Refused(_("Choose from the list: this code is not part of it."), field=field)
    return code
