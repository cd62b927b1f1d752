"""Other rooms come through the door: `vault.api`, and `vault.retention` for the daily run."""

from __future__ import annotations

import ast

from tests.architecture.house import own_modules, report

DOORS = {"api", "retention"}


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def test_no_room_reaches_behind_the_door() -> None:
    offenders = []
    for module in own_modules():
        if module.room == "vault":
            continue
        for node in ast.walk(module.tree):
            for name in _imported(node):
                parts = name.split(".")
                if parts[:2] == ["headwater", "vault"] and [*parts, ""][2] not in DOORS:
                    offenders.append(f"{module.at(node)}: {name}")
    assert not offenders, report(offenders)


def test_only_the_vault_speaks_to_its_tables() -> None:
    offenders = [
        module.at(node)
        for module in own_modules()
        if module.room != "vault"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith(("vault_", "vault."))
        and node.value.split(".")[-1].lower() in {"sealedentry", "wrappedkey", "agencygrant"}
    ]
    assert not offenders, report(offenders)
