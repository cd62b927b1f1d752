"""Whoever adds a box for sentences says what the identifier guard may do there."""

from __future__ import annotations

import ast

from tests.architecture.house import calls, own_modules, report


def test_every_box_for_sentences_is_looked_at_before_it_is_saved() -> None:
    """A text area without a stance would let a name through unseen (see ADR 0040)."""
    offenders = [
        f"{module.at(call)}: use headwater.guard.forms.GuardedText"
        for module in own_modules()
        if module.room != "core"  # its page of components saves nothing
        for call in calls(module.tree, "CharField")
        if any(
            named.arg == "widget" and "Textarea" in ast.unparse(named.value)
            for named in call.keywords
        )
    ]
    assert not offenders, report(offenders)


def test_texts_that_may_stay_are_asked_about_by_a_form_that_can() -> None:
    """Only a GuardedForm shows the question and carries what was shown."""
    offenders = []
    for module in own_modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                asks = any(
                    named.arg == "stance" and "NEVER" not in ast.unparse(named.value)
                    for call in calls(node, "GuardedText")
                    for named in call.keywords
                )
                if asks and not any("GuardedForm" in ast.unparse(base) for base in node.bases):
                    offenders.append(f"{module.at(node)}: {node.name} is no GuardedForm")
    assert not offenders, report(offenders)
