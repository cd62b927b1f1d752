"""Every field says what kind of fact it holds, and the shared record can hold no name."""

from __future__ import annotations

import ast
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from headwater.core.privacy import PrivacyClass
from tests.architecture.house import SOURCE, calls, own_modules, report

NO_NAMES = ("meetings", "discussions")
"""The apps of the shared record: codes, times and references only."""

NUMBERS = (models.IntegerField, models.FloatField, models.DecimalField, models.DurationField)
COUNTS_ALLOWED: dict[str, str] = {
    "discussions.Discussion.id": "the row's own key",
    "discussions.Discussion.revision": "how often it changed, for two people typing at once",
}
"""Numbers a discussion's own row may hold, each with its reason. Anything else could be a score."""


def _own_models() -> list[type[models.Model]]:
    ours = [m for m in apps.get_models() if m.__module__.startswith("headwater.")]
    return sorted(ours, key=lambda model: model._meta.label)


def _fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return [*model._meta.concrete_fields, *model._meta.local_many_to_many]


def _privacy(model: type[models.Model]) -> dict[str, object]:
    declared: dict[str, object] = {}
    for part in reversed(model.__mro__):
        privacy = part.__dict__.get("Privacy")
        for layer in reversed(privacy.__mro__) if privacy else ():
            declared |= {k: v for k, v in vars(layer).items() if not k.startswith("_")}
    return declared


def test_every_field_is_classified_and_nothing_else_is() -> None:
    offenders = []
    for model in _own_models():
        declared, names = _privacy(model), {field.name for field in _fields(model)}
        offenders += [f"{model._meta.label}.{n} is not classified" for n in names - set(declared)]
        offenders += [f"{model._meta.label}.{n}: no such field" for n in set(declared) - names]
        offenders += [
            f"{model._meta.label}.{name} has no privacy class but {value!r}"
            for name, value in declared.items()
            if not isinstance(value, PrivacyClass)
        ]
    assert not offenders, report(offenders)


@pytest.mark.parametrize("label", NO_NAMES)
def test_the_shared_record_has_no_place_for_a_name(label: str) -> None:
    offenders = []
    for model in apps.get_app_config(label).get_models():
        for field in _fields(model):
            said = _privacy(model).get(field.name)
            if said in (PrivacyClass.FREE_TEXT, PrivacyClass.IDENTIFIER, PrivacyClass.SECRET):
                offenders.append(f"{model._meta.label}.{field.name} is classified {said}")
            if isinstance(field, models.TextField | models.FileField | models.BinaryField):
                offenders.append(f"{model._meta.label}.{field.name} has room for prose")
            longest = getattr(field, "max_length", None) or 0
            if isinstance(field, models.CharField) and longest > 64:
                offenders.append(f"{model._meta.label}.{field.name}: {longest} signs hold a story")
    assert not offenders, report(offenders)


def test_a_discussion_holds_no_number_that_could_be_a_score() -> None:
    offenders = []
    for model in apps.get_app_config("discussions").get_models():
        for field in _fields(model):
            name = f"{model._meta.label}.{field.name}"
            is_key = field.primary_key or field.remote_field is not None
            if isinstance(field, NUMBERS) and not is_key and name not in COUNTS_ALLOWED:
                offenders.append(f"{name} is a number")
    assert not offenders, report(offenders)


def test_discussions_are_never_put_in_order_by_their_factors() -> None:
    """Ordering by how many or which factors would be a score by another name."""
    offenders = []
    for module in own_modules():
        if not (module.room or "").startswith(("table/", "vault")):
            continue
        for call in calls(module.tree, "order_by", "sorted", "sort"):
            said = " ".join(ast.unparse(part) for part in [*call.args, *call.keywords])
            if "factor" in said.lower() and "position" not in said and "label" not in said:
                offenders.append(f"{module.at(call)}: {ast.unparse(call)[:80]}")
    for model in _own_models():
        if any("factor" in str(part) for part in model._meta.ordering):
            offenders.append(f"{model._meta.label} is ordered by factors")
    assert not offenders, report(offenders)


def test_references_and_not_row_numbers_stand_in_addresses() -> None:
    offenders = []
    for module in own_modules():
        if module.path.name in ("urls.py", "public_urls.py"):
            for call in calls(module.tree, "path", "re_path"):
                route = ast.unparse(call.args[0]) if call.args else ""
                if any(sign in route for sign in ("<int:pk", "<int:id", "<pk", "<id")):
                    offenders.append(f"{module.at(call)}: {route}")
    assert not offenders, report(offenders)


def test_no_domain_work_hangs_on_signals() -> None:
    offenders = [
        f"{module.at(node)}: {ast.unparse(node)}"
        for module in own_modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        and node.module in ("django.db.models.signals", "django.dispatch")
    ]
    assert not offenders, report(offenders)


def test_the_admin_site_is_not_installed() -> None:
    assert not apps.is_installed("django.contrib.admin")
    assert SOURCE.exists()
