"""What anyone may read: a community's page, its profile, its published products."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from headwater.core import clock
from headwater.core.zones import local_day
from headwater.impact.logic_models.selectors import goals_of
from headwater.network.profile.kinds import Kind
from headwater.network.profile.selectors import profile_of
from headwater.network.selectors import community_by_slug

from . import presenters, selectors


def community(request: HttpRequest, slug: str) -> HttpResponse:
    """The community's front page: who it is in a sentence, and what it published."""
    found = community_by_slug(slug)
    profile = profile_of(found, local_day(clock.now(), found.time_zone))
    context = {
        "community": found,
        "served": [fact.text for fact in profile.of(Kind.COMMUNITY_SERVED)],
        "goals": presenters.goal_lines(profile, list(goals_of(found))),
        "editions": [
            presenters.edition_page(edition) for edition in selectors.public_editions(found)
        ],
        "records": presenters.kept_records(),
    }
    return render(request, "publishing/community.html", context)


def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """The community's own description of itself, question by question."""
    found = community_by_slug(slug)
    described = profile_of(found, local_day(clock.now(), found.time_zone))
    context = {
        "community": found,
        "profile": described,
        "sections": presenters.profile_sections(described),
        "funders": presenters.funders(described),
        "operating": described.of(Kind.PEER_OPERATING),
        "developing": described.of(Kind.PEER_DEVELOPING),
        "lineage": described.of(Kind.LINEAGE),
        "values": described.of(Kind.VALUE),
    }
    return render(request, "publishing/profile.html", context)


def product(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """A published edition, frozen."""
    found = selectors.public_edition(community_by_slug(slug), reference)
    newer = selectors.newer_public_edition(found)
    context = {"edition": presenters.edition_page(found), "newer": newer}
    return render(request, "publishing/product.html", context)


def pdf(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """The edition's PDF in the language of the address; 304 for who has it already."""
    found = selectors.public_edition(community_by_slug(slug), reference)
    language = (get_language() or "en")[:2]
    file = selectors.file_of(found, language)
    response = HttpResponse(bytes(file.content), content_type="application/pdf")
    name = f"{found.product.kind}-{found.product.quarter}-{language}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["ETag"] = etag = f'"{file.digest}"'
    return get_conditional_response(request, etag=etag, response=response) or response
