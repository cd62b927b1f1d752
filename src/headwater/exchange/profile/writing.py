"""The questionnaire filled in: as text in the form's own order, or as JSON for a program."""

from __future__ import annotations

from typing import Any

from headwater.network.profile.kinds import Kind
from headwater.network.profile.questionnaire import PREAMBLE, Question, questions
from headwater.network.profile.sectors import sector_code
from headwater.network.profile.selectors import Profile

from .reading import LIVING_MARK


def as_text(profile: Profile) -> str:
    """The same form, each answer as it was given, living figures on a line of their own."""
    parts = [profile.answers.get(PREAMBLE) or profile.community.name_en, ""]
    for question in questions():
        parts += [*_answer(question, profile), ""]
    return "\n".join(parts).rstrip() + "\n"


def _answer(question: Question, profile: Profile) -> list[str]:
    text = profile.answers.get(question.code, "")
    if question.code == "name":
        text = text or profile.community.name_en
    living = [
        f"{LIVING_MARK}{figure.day.isoformat()}): {figure.number}"
        for figure in profile.living
        if figure.question == question.code
    ]
    if question.layout == "line":
        return [f"{question.prompt} {text}".rstrip(), *living]
    return [question.prompt, *(["", text] if text else []), *living]


def as_json(profile: Profile) -> dict[str, Any]:
    """Every fact by name; `answers` holds the words as given, null where unanswered."""
    community = profile.community
    count = next(iter(profile.of(Kind.AGENCY_COUNT)), None)
    return {
        "slug": community.slug,
        "names": {
            "en": community.name_en,
            "fr": community.name_fr or None,
            "oj": community.name_oj or None,
        },
        "contact": {
            "person": _first(profile, Kind.CONTACT_PERSON),
            "phone": _first(profile, Kind.CONTACT_PHONE),
            "email": _first(profile, Kind.CONTACT_EMAIL),
        },
        "communities": _texts(profile, Kind.COMMUNITY_SERVED),
        "agencies": {"number": count.number, "as_of": count.as_of or None} if count else None,
        "sectors": [
            {"name": fact.text, "code": sector_code(fact.text)} for fact in profile.of(Kind.SECTOR)
        ],
        "funders": _dated(profile, Kind.FUNDER),
        "website": _first(profile, Kind.WEBSITE),
        "history": {
            "launched": next((f.as_of for f in profile.of(Kind.LAUNCHED)), None),
            "lineage": _texts(profile, Kind.LINEAGE),
            "text": profile.answers.get("history") or None,
        },
        "peers": {
            "operating": _dated(profile, Kind.PEER_OPERATING),
            "developing": _dated(profile, Kind.PEER_DEVELOPING),
        },
        "goals": [
            {
                "number": fact.position,
                "text": fact.text,
                "logic_model": "unresolved" if fact.unresolved else None,
            }
            for fact in profile.of(Kind.GOAL)
        ],
        "activities": _texts(profile, Kind.ACTIVITY),
        "success_factors": _texts(profile, Kind.SUCCESS_FACTOR),
        "values": _texts(profile, Kind.VALUE),
        "challenges": _texts(profile, Kind.CHALLENGE),
        "tips": _texts(profile, Kind.TIP),
        "unanswered": profile.unanswered,
        "unresolved": [{"kind": f.kind, "number": f.position} for f in profile.unresolved],
        "unplaced": _texts(profile, Kind.UNPLACED),
        "living": [
            {"question": f.question, "number": f.number, "day": f.day.isoformat()}
            for f in profile.living
        ],
        "preamble": profile.answers.get(PREAMBLE) or None,
        "answers": {q.code: profile.answers.get(q.code) or None for q in questions()},
    }


def _texts(profile: Profile, kind: Kind) -> list[str]:
    return [fact.text for fact in profile.of(kind)]


def _first(profile: Profile, kind: Kind) -> str | None:
    return next(iter(_texts(profile, kind)), None)


def _dated(profile: Profile, kind: Kind) -> list[dict[str, str | None]]:
    return [{"name": fact.text, "as_of": fact.as_of or None} for fact in profile.of(kind)]
