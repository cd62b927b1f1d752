"""What imports cannot see must point down too: relations, URLs, templates, raw SQL, migrations."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.template.base import Lexer, TokenType

from tests.architecture.house import (
    SOURCE,
    calls,
    may_know,
    modules,
    own_modules,
    place,
    report,
    room_of,
    templates,
    text_argument,
)

RAW_SQL = {
    "headwater.audit.guards": "triggers by which the database itself refuses to change the trail",
    "headwater.audit.trail": "the lock that keeps the chain from forking on PostgreSQL",
    "headwater.vault._ending": "empties the write-ahead log once a key is destroyed",
    "headwater.table.discussions.services.stripping": "empties the log of what was stripped",
    "headwater.evidence.engine": "DuckDB speaks SQL; it sees the extract only",
    "headwater.stewardship.demo": "lets SQLite not wait for the disk while a demo is built",
    "headwater.config.views": "asks both stores whether they answer",
}
"""Modules that may write SQL, each with the reason. Anywhere else, use the query language."""


def _room_of_app(label: str) -> str | None:
    path = Path(apps.get_app_config(label).path)
    return room_of(path / "apps.py") if path.is_relative_to(SOURCE) else None


# Relations between models


def test_relations_between_models_point_down() -> None:
    offenders = []
    for model in apps.get_models():
        room = _room_of_app(model._meta.app_label)
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if room and field.remote_field:
                other = _room_of_app(field.remote_field.model._meta.app_label)
                if other and not may_know(room, other):
                    offenders.append(f"{model._meta.label}.{field.name} points up to {other}")
    assert not offenders, report(offenders)


def test_models_are_not_fetched_by_name() -> None:
    """`apps.get_model` hides an import. The current user's model is asked for as Django says."""
    offenders = [
        f"{module.at(call)}: get_model hides an import"
        for module in own_modules()
        for call in calls(module.tree, "get_model", "import_string")
    ]
    assert not offenders, report(offenders)


def test_migrations_depend_on_lower_rooms_only() -> None:
    loader = MigrationLoader(None)
    offenders = []
    for (label, name), migration in loader.disk_migrations.items():
        room = _room_of_app(label)
        for other_label, _ in migration.dependencies:
            if room and other_label in apps.app_configs:
                other = _room_of_app(other_label)
                if other and not may_know(room, other):
                    offenders.append(f"{label}/{name} depends on {other_label}")
    assert not offenders, report(offenders)


def test_migrations_stand_in_one_line() -> None:
    loader = MigrationLoader(None)
    offenders = [f"{label} forks: {names}" for label, names in loader.detect_conflicts().items()]
    merges = [
        f"{label}/{name} joins two lines"
        for (label, name), migration in loader.disk_migrations.items()
        if len([parent for parent in migration.dependencies if parent[0] == label]) > 1
    ]
    assert not offenders + merges, report(offenders + merges)


# Raw SQL


def test_raw_sql_is_written_only_where_it_must_be() -> None:
    offenders = [
        f"{module.at(call)}: {ast.unparse(call.func)}"
        for module in modules()
        if module.name not in RAW_SQL
        for call in calls(module.tree, "cursor", "raw", "extra", "RawSQL")
        if "HttpRequest" not in ast.unparse(call)
    ]
    assert not offenders, report(offenders)


def test_raw_sql_names_only_tables_of_its_room_or_lower() -> None:
    tables = {
        model._meta.db_table: _room_of_app(model._meta.app_label) for model in apps.get_models()
    }
    offenders = []
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for word in _tables_in(node.value):
                    other = tables.get(word)
                    if module.room and other and not may_know(module.room, other):
                        offenders.append(f"{module.at(node)}: SQL on {word}, a table of {other}")
    assert not offenders, report(offenders)


def _tables_in(text: str) -> list[str]:
    return re.findall(r"\b(?:from|join|into|update|table|on)\s+[\"`]?(\w+)", text, re.IGNORECASE)


# Addresses


@cache
def _namespaces() -> dict[str, str]:
    """Room of each URL namespace; the names without one are config's."""
    found = {}
    for module in modules():
        for node in module.tree.body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "app_name":
                if isinstance(node.value, ast.Constant) and module.room:
                    found[str(node.value.value)] = module.room
    return found


def _room_of_address(name: str) -> str | None:
    if ":" in name:
        return _namespaces().get(name.split(":")[0])
    # allauth's own names are wired by accounts; every other bare name is config's.
    ours = name.startswith(("account_", "accounts_", "mfa_", "usersessions_"))
    return "accounts" if ours else "config"


def test_addresses_named_in_python_belong_to_lower_rooms() -> None:
    offenders = []
    for module in own_modules():
        for call in calls(module.tree, "reverse", "reverse_lazy", "redirect", "resolve_url"):
            name = text_argument(call, 0, "viewname")
            if name and "/" not in name and module.room:
                other = _room_of_address(name)
                if other and not may_know(module.room, other):
                    offenders.append(f"{module.at(call)}: the address {name} is of {other}")
    assert not offenders, report(offenders)


def test_addresses_named_in_templates_belong_to_lower_rooms() -> None:
    offenders = []
    for path, line, words in _template_tags("url"):
        room, name = room_of(path), words[1].strip("\"'")
        other = _room_of_address(name) if words[1][0] in "\"'" else None
        if room and other and not may_know(room, other):
            offenders.append(f"{place(path, line)}: the address {name} is of {other}")
    assert not offenders, report(offenders)


# Templates


def test_templates_extend_and_include_lower_rooms_only() -> None:
    offenders = []
    for path, line, words in _template_tags("include", "extends"):
        room, name = room_of(path), words[1].strip("\"'").split("#")[0]
        found = templates().get(name)
        if words[1][0] in "\"'" and room and found and not may_know(room, room_of(found) or room):
            offenders.append(f"{place(path, line)}: {name} is of {room_of(found)}")
    assert not offenders, report(offenders)


def test_templates_named_in_python_exist_and_belong_to_lower_rooms() -> None:
    offenders = []
    for module in own_modules():
        for call in calls(module.tree, "render", "get_template", "render_to_string"):
            name = text_argument(call, 1, "template_name") or text_argument(call, 0)
            if not name or not name.split("#")[0].endswith((".html", ".txt", ".svg")):
                continue
            if name.startswith("django/"):
                continue  # Django's own
            found = templates().get(name.split("#")[0])
            if found is None:
                offenders.append(f"{module.at(call)}: there is no template {name}")
            elif module.room and not may_know(module.room, room_of(found) or module.room):
                offenders.append(f"{module.at(call)}: {name} is of {room_of(found)}")
    assert not offenders, report(offenders)


def _template_tags(*names: str) -> list[tuple[Path, int, list[str]]]:
    found = []
    for path in templates().values():
        for token in Lexer(path.read_text(encoding="utf-8")).tokenize():
            if token.token_type == TokenType.BLOCK:
                words = token.split_contents()
                if words and words[0] in names and len(words) > 1:
                    found.append((path, token.lineno or 0, words))
    return found
