"""Verbs that need more than the network: founding from a file, reading the profile anew."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.utils.translation import gettext as _

from headwater.accounts.models import Person
from headwater.core.errors import Refused
from headwater.exchange.profile import services as profiles
from headwater.network import permissions, selectors
from headwater.network import services as network
from headwater.network.acting import acting
from headwater.network.models import Community, Seat

# The file as it was sent, kept for the length of one reading. The person sees their own words.
_NAME = "profile.txt"


def found_by_hand(
    *, person: Person, name_en: str, name_fr: str, time_zone: str, at: datetime
) -> Seat:
    """Found the first community from its names; its public address is made from the English one."""
    return network.found_community(
        person=person,
        slug=profiles.slug_of(name_en),
        name_en=name_en,
        name_fr=name_fr,
        time_zone=time_zone,
        at=at,
    )


@transaction.atomic
def found_from_profile(*, person: Person, content: bytes, at: datetime) -> Seat:
    """Found the first community from its questionnaire. Refused(field="profile") if it is none."""
    permissions.may_found()
    read = _read(content, at, dry_run=False)
    community = selectors.community_by_slug(read.slug)
    return network.seat_founder(person=person, community=community, at=at)


@transaction.atomic
def take_up(*, person: Person, community: Community, at: datetime) -> Seat:
    """Become the administrator of a community that was brought in before anyone had a seat."""
    permissions.may_found()
    return network.seat_founder(person=person, community=community, at=at)


def read_profile(*, content: bytes, only_look: bool, by: Seat, at: datetime) -> list[str]:
    """Read the community's questionnaire anew; returns a sentence for each remark.

    Refused for another network's file: it would make a second community nobody looks after.
    """
    with acting("community.profile_read", by=by, at=at, subject=by.community.reference):
        permissions.may_change_community(by, by.community)
        seen = _read(content, at, dry_run=True)
        if seen.slug != by.community.slug:
            raise Refused(
                _("This file names another network than yours. Check the name at its top."),
                field="profile",
            )
        if not only_look:
            _read(content, at, dry_run=False)
    return seen.remarks


def _read(content: bytes, at: datetime, *, dry_run: bool) -> profiles.Imported:
    with TemporaryDirectory(prefix="headwater-profile-") as folder:
        path = Path(folder) / _NAME
        path.write_bytes(content)
        try:
            return profiles.import_file(path, at=at, dry_run=dry_run)
        except Refused as refusal:
            raise Refused(refusal.message, field="profile") from refusal
