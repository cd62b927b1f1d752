"""Questionnaires for tests: a short fictional one, and any number of generated ones."""

from __future__ import annotations

from hypothesis import strategies as st

from headwater.exchange.profile.reading import LIVING_MARK, Questionnaire, read
from headwater.network.models import Community
from headwater.network.profile.questionnaire import PREAMBLE, questions
from headwater.network.profile.selectors import LivingFigure, Profile

SHORT = """Alder Falls Circle of Care

Network/coalition name: Alder Falls Circle of Care

Primary contact:

Wilhelmina Stone, coordinator

Communities included within your network: Alder Falls and Clearwater

Number of agencies involved in your network: 9 as of April 2024
"""


def filled(**answers: str) -> Questionnaire:
    """The whole form with these answers, read."""
    parts = []
    for question in questions():
        said = answers.get(question.code, "")
        parts += [f"{question.prompt} {said}" if question.layout == "line" else question.prompt]
        parts += ["", said] if question.layout == "block" else []
        parts.append("")
    return read("\n".join(parts))


def profile(form: Questionnaire, *living: LivingFigure) -> Profile:
    """The profile a form would be stored as, without its facts."""
    answers = {PREAMBLE: form.preamble, **{q.code: form.text(q.code) for q in questions()}}
    return Profile(Community(slug="somewhere", name_en="Somewhere"), answers, {}, list(living))


def _is_answer(line: str) -> bool:
    folded = " ".join(line.lower().replace("’", "'").split())
    starts = tuple(start for question in questions() for start in question.starts)
    return not folded.startswith(starts) and not line.startswith(LIVING_MARK)


_LINES = st.text(
    st.characters(
        exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"], include_characters=" \t’:?│"
    ),
    max_size=40,
).filter(_is_answer)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A form as somebody might fill it in: some questions left out, answers of any words."""
    parts = draw(st.lists(_LINES, max_size=3))
    for question in draw(
        st.permutations(questions()).flatmap(
            lambda order: st.integers(4, len(order)).map(lambda number: order[:number])
        )
    ):
        behind = draw(_LINES) if draw(st.booleans()) else ""
        parts.append(f"{question.prompt} {behind}")
        parts += draw(st.lists(_LINES, max_size=5))
    return "\n".join(parts)
