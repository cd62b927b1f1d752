"""One fictional situation, drawn from a scene: what is recorded, and how it goes.

Pure: a seeded random generator in, plain values out, so that the same seed tells the same story.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).with_name("scenes.toml")

REJECTIONS = (
    ("single-agency", 5),
    ("already-connected", 4),
    ("options-not-exhausted", 3),
    ("not-acutely-elevated", 3),
)
CONCLUSIONS = (
    ("risk-lowered.connected-here", 55),
    ("risk-lowered.informed", 8),
    ("risk-lowered.personal-supports", 7),
    ("still-at-risk.declined", 11),
    ("still-at-risk.systemic", 7),
    ("other.relocated", 5),
    ("other.not-found", 5),
)
ACCEPTED_SHARE = 0.87
OFTEN = 0.42


@dataclass(frozen=True)
class Story:
    """A situation and its course. Agencies are codes of the demo's world."""

    type: str
    age_group: str
    sex: str
    factors: tuple[str, ...]
    flags: tuple[str, ...]
    brought_by: str
    accepted: bool
    rejection_reason: str
    lead: str
    assisting: tuple[str, ...]
    consented: bool
    police_at_door: bool
    hours_to_contact: float
    first_try_failed: bool
    services: tuple[tuple[str, str], ...]
    gap: tuple[str, str] | None
    days_open: int
    conclusion: str


@cache
def scenes() -> list[dict[str, Any]]:
    """The scenes as read."""
    return list(tomllib.loads(SOURCE.read_text("utf-8"))["scene"])


def _one(rng: random.Random, weighted: tuple[tuple[str, int], ...]) -> str:
    return rng.choices([name for name, _w in weighted], [weight for _n, weight in weighted])[0]


def draw(rng: random.Random) -> Story:
    """Draw one story."""
    scene = rng.choices(scenes(), [entry["weight"] for entry in scenes()])[0]
    conclusion = _one(rng, CONCLUSIONS)
    person = scene["type"] == "person"
    lead = rng.choice(scene["lead"])
    others = [code for code in scene["assist"] if code != lead]
    return Story(
        type=scene["type"],
        age_group=rng.choice(scene["ages"]) if person else "",
        sex=rng.choices(["female", "male", "another-gender"], [46, 50, 4])[0] if person else "",
        factors=(*scene["core"], *(code for code in scene["often"] if rng.random() < OFTEN)),
        flags=tuple(scene["flags"]) if rng.random() < 0.6 else (),
        brought_by=rng.choice(scene["from"]),
        accepted=rng.random() < ACCEPTED_SHARE,
        rejection_reason=_one(rng, REJECTIONS),
        lead=lead,
        assisting=tuple(rng.sample(others, k=min(len(others), rng.choice([1, 2, 2, 3])))),
        consented=rng.random() < 0.55,
        police_at_door=rng.random() < 0.22,
        hours_to_contact=min(rng.lognormvariate(3.05, 0.6), 120),
        first_try_failed=rng.random() < 0.25,
        services=_services(rng, scene, conclusion),
        gap=tuple(rng.choice(scene["gaps"])) if rng.random() < 0.3 else None,
        days_open=rng.randint(4, 24),
        conclusion=conclusion,
    )


def _services(
    rng: random.Random, scene: dict[str, Any], conclusion: str
) -> tuple[tuple[str, str], ...]:
    """Services mobilized and their states, in keeping with how it ended."""
    chosen = rng.sample(scene["services"], k=rng.randint(1, min(3, len(scene["services"]))))
    if conclusion == "still-at-risk.declined":
        return tuple((service, "declined") for service in chosen)
    if conclusion == "risk-lowered.connected-here":
        states = ["connected", *rng.choices(["engaged", "offered", "waitlisted"], k=2)]
        return tuple(zip(chosen, states, strict=False))
    return tuple((service, rng.choice(["informed", "offered", "waitlisted"])) for service in chosen)
