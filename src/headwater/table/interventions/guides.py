"""The shipped response templates, read strictly from `response_templates/*.toml`.

A template is a list of coded steps with hours, and says where it comes from and whether a
clinician has reviewed it. The words of a step are in the vocabulary (`response_steps`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("response_templates")
HEAD = {
    "code": str,
    "position": int,
    "title_en": str,
    "title_fr": str,
    "about_en": str,
    "about_fr": str,
    "sources": list,
    "dated": date,
    "clinical_reviewer": str,
    "reviewed": str,
}
MAY_BE_EMPTY = {"clinical_reviewer", "reviewed", "position"}


@dataclass(frozen=True)
class GuideStep:
    """A step: its code, hours from the confirmed acceptance, and whether it may never wait."""

    step: str
    hours: int
    urgent: bool = False


@dataclass(frozen=True)
class Guide:
    """A response template. `clinical_reviewer` and `reviewed` stay empty until someone has."""

    code: str
    position: int
    title_en: str
    title_fr: str
    about_en: str
    about_fr: str
    sources: tuple[str, ...]
    dated: date
    clinical_reviewer: str
    reviewed: str
    steps: tuple[GuideStep, ...]

    @property
    def is_reviewed(self) -> bool:
        """Whether a clinician has reviewed it and said when."""
        return bool(self.clinical_reviewer and self.reviewed)

    def title(self, language: str) -> str:
        """Its name in a language of the product."""
        return self.title_fr if language.startswith("fr") else self.title_en

    def about(self, language: str) -> str:
        """What it is for, in one or two sentences."""
        return self.about_fr if language.startswith("fr") else self.about_en


def read(path: Path) -> Guide:
    """One template. ValueError, naming the file, for anything missing, unknown or empty."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    head = document.get("template", {})
    if set(document) != {"template", "step"} or set(head) != set(HEAD):
        raise ValueError(f"{path.name}: a template needs [template] with its keys, and [[step]].")
    for key, kind in HEAD.items():
        if type(head[key]) is not kind or (not head[key] and key not in MAY_BE_EMPTY):
            raise ValueError(f"{path.name}: {key} is missing or of the wrong kind.")
    if bool(head["clinical_reviewer"]) != bool(head["reviewed"]):
        raise ValueError(f"{path.name}: a review has a reviewer and a day, or neither.")
    if head["code"] != path.stem:
        raise ValueError(f"{path.name}: the code is not the name of the file.")
    return Guide(
        **{**head, "sources": tuple(head["sources"])},
        steps=tuple(_step(path, each) for each in document["step"]),
    )


def _step(path: Path, found: Mapping[str, Any]) -> GuideStep:
    step = GuideStep(**found)
    if type(step.hours) is not int or step.hours < 1 or type(step.urgent) is not bool:
        raise ValueError(f"{path.name}: {step.step} needs whole hours from 1.")
    return step


@cache
def guides() -> Mapping[str, Guide]:
    """Every shipped template by code, in the order they are shown."""
    found = sorted((read(path) for path in FOLDER.glob("*.toml")), key=lambda each: each.position)
    return {guide.code: guide for guide in found}
