"""Verbs on knowledge products, from building to publishing. Each is one deed of a seat."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, ChangedMeanwhile, Refused
from headwater.core.zones import Quarter, local_day
from headwater.guard.override import REASONS, Override
from headwater.guard.refusing import refuse_identifiers
from headwater.network.acting import acting
from headwater.network.models import Community, Seat
from headwater.network.selectors import public_names
from headwater.vocabulary import registry

from . import permissions
from .bulletin import build as bulletin
from .bulletin import pdf
from .models import Edition, EditionFile, Product
from .rules import MOVES, PUBLIC, Kind, State, Verb, is_done

LANGUAGES = ("en", "fr")


def build_bulletin(*, community: Community, quarter: Quarter, by: Seat, at: datetime) -> Edition:
    """Build a draft bulletin about a closed quarter from the newest extract.

    Refused(field="quarter") while the quarter runs, or when no extract holds it; AlreadyDone
    when an edition of it is still being worked on.
    """
    with acting("edition.built", by=by, at=at) as deed:
        permissions.may_build(by)
        if not quarter.is_closed(local_day(at, community.time_zone)):
            raise Refused(
                _("%(quarter)s is not over yet. Public figures cover closed quarters only.")
                % {"quarter": quarter},
                field="quarter",
            )
        product, _made = Product.objects.select_for_update().get_or_create(
            community=community, kind=Kind.BULLETIN, quarter=str(quarter)
        )
        if product.editions.exclude(state__in=[state.value for state in PUBLIC]).exists():
            raise AlreadyDone(_("A bulletin of this quarter is being worked on already."))
        built = bulletin.build(community, quarter, by=by, at=at)
        edition = Edition.objects.create(
            product=product,
            number=(product.editions.aggregate(last=Max("number"))["last"] or 0) + 1,
            figures=built.figures,
            release=built.release,
            context_en=built.context["en"],
            context_fr=built.context["fr"],
            author=by,
            made_at=at,
        )
        deed.subject = edition.reference
    return edition


def edit_context(
    *,
    edition: Edition,
    context_en: str,
    context_fr: str,
    override: Override | None = None,
    by: Seat,
    at: datetime,
) -> Edition:
    """Change the author's note, in both languages.

    Refused at the field that is empty, or that holds what looks like an identifier while
    `override` gives no reason from the code list; a reason given goes to the trail.
    """
    codes = override.detail() if override else {}
    with acting("edition.edited", by=by, at=at, subject=edition.reference, **codes):
        current = _held(edition)
        permissions.may(by, current, Verb.EDIT)
        for field, text in (("context_en", context_en), ("context_fr", context_fr)):
            if not text.strip():
                raise Refused(_("A product says the same in both languages."), field=field)
            _without_identifiers(current, field, text, override)
        current.context_en, current.context_fr = context_en.strip(), context_fr.strip()
        current.save(update_fields=["context_en", "context_fr"])
    return current


def _without_identifiers(
    edition: Edition, field: str, text: str, override: Override | None
) -> None:
    if override is None:
        known = public_names(edition.product.community)
        refuse_identifiers(text, field=field, language=field[-2:], known=known)
    elif override.reason not in registry.current(REASONS):
        raise Refused(_("Choose one of the reasons shown."), field=field)


def send_for_review(*, edition: Edition, by: Seat, at: datetime) -> Edition:
    """The author hands the draft to the steering committee. AlreadyDone if it is there."""
    with acting("edition.sent_for_review", by=by, at=at, subject=edition.reference):
        current = _moved(edition, Verb.SEND, by, _("This edition is in review already."))
        current.save(update_fields=["state"])
    return current


def return_to_author(*, edition: Edition, by: Seat, at: datetime) -> Edition:
    """A reviewer wants it changed; an approval that was given falls away.

    AlreadyDone if it is with its author.
    """
    with acting("edition.returned", by=by, at=at, subject=edition.reference):
        current = _moved(edition, Verb.RETURN, by, _("This edition is with its author already."))
        current.approved_by = current.approved_at = None
        current.save(update_fields=["state", "approved_by", "approved_at"])
    return current


def approve(*, edition: Edition, by: Seat, at: datetime) -> Edition:
    """Someone other than the author finds it safe and right. AlreadyDone if approved before."""
    with acting("edition.approved", by=by, at=at, subject=edition.reference):
        current = _moved(edition, Verb.APPROVE, by, _("This edition is approved already."))
        current.approved_by, current.approved_at = by, at
        current.save(update_fields=["state", "approved_by", "approved_at"])
    return current


def publish(*, edition: Edition, by: Seat, at: datetime) -> Edition:
    """Put it on the public page, with its PDFs, and freeze it; an earlier edition steps back.

    Frozen with it are the names it is signed with, as they are today. AlreadyDone if public.
    """
    with acting("edition.published", by=by, at=at, subject=edition.reference):
        current = _moved(edition, Verb.PUBLISH, by, _("This edition is public already."))
        current.product.editions.filter(state=State.PUBLISHED).update(state=State.SUPERSEDED)
        current.published_at = at
        for language in LANGUAGES:
            current.figures[language]["signed"] = _signatures(current, language)
        current.save(update_fields=["state", "published_at", "figures"])
        for language in LANGUAGES:
            content = pdf.compile_pdf(current, language)
            EditionFile.objects.create(
                edition=current,
                language=language,
                content=content,
                digest=hashlib.sha256(content).hexdigest(),
            )
    return current


def _signatures(edition: Edition, language: str) -> dict[str, str]:
    approver = edition.approved_by
    return {
        "community": edition.product.community.name(language),
        "author": edition.author.person.display_name,
        "approver": approver.person.display_name if approver else "",
    }


def _moved(edition: Edition, verb: Verb, by: Seat, done: str) -> Edition:
    """The edition in its next state, not saved yet; AlreadyDone with `done` if it is there."""
    current = _held(edition)
    permissions.may_take_part(by, current, verb)
    if is_done(verb, State(current.state)):
        raise AlreadyDone(done)
    permissions.may(by, current, verb)
    current.state = MOVES[verb].target
    return current


def _held(edition: Edition) -> Edition:
    """The edition as it is now, held until the transaction ends."""
    found = (
        Edition.objects.select_for_update(of=("self",))
        .select_related("product__community", "author__person", "approved_by__person")
        .filter(pk=edition.pk)
        .first()
    )
    if found is None:
        raise ChangedMeanwhile(_("This edition is no longer there."))
    return found
