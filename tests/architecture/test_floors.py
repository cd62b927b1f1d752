"""Imports point down only, packages say what lives there, the vault has one door."""

from __future__ import annotations

import ast
from itertools import combinations

import grimp
import pytest

from tests.architecture.house import (
    ROOMS,
    SOURCE,
    Module,
    may_know,
    modules,
    own_modules,
    place,
    report,
)

# The only rooms that may pass by the vault's door, each to one named module.
OTHER_DOORS = {
    ("config", "headwater.vault.apps"),
    ("config", "headwater.vault.commands"),
    ("stewardship", "headwater.vault.retention"),
}


# Rooms that fill the tables of another by themselves, with the reason.
FILLS = {
    (
        "exchange",
        "network",
    ): "the questionnaire is the network's own profile, written as it is read",
    ("config", "network"): "the benchmark sets up tables of its own in a throw-away home",
    ("config", "accounts"): "the benchmark's people never sign in: their sessions are made",
    ("stewardship", "network"): "the demo sets up a fictional community in one go",
    ("stewardship", "accounts"): "the demo makes its people with one known password",
}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Who imports whom."""
    return grimp.build_graph("headwater", cache_dir=None)


def _rooms_of(name: str) -> str | None:
    inside = name.removeprefix("headwater.").replace(".", "/") + "/"
    return next((room for room in ROOMS if inside.startswith(room + "/")), None)


def _imports(graph: grimp.ImportGraph) -> list[tuple[str, str]]:
    return [
        (importer, imported)
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
    ]


def test_every_room_of_the_house_exists() -> None:
    missing = [room for room in ROOMS if not (SOURCE / room / "__init__.py").exists()]
    assert not missing, report(missing)


def test_every_folder_of_code_belongs_to_a_room() -> None:
    floors = {room.split("/")[0] for room in ROOMS}
    strange = [
        place(path)
        for path in SOURCE.iterdir()
        if path.is_dir() and path.name not in floors | {"__pycache__"}
    ]
    assert not strange, report(strange)


def test_imports_point_down_only(graph: grimp.ImportGraph) -> None:
    offenders = []
    for importer, imported in _imports(graph):
        room, other = _rooms_of(importer), _rooms_of(imported)
        bridge = importer == "headwater.evidence.extract.build" and "table/" in (other or "")
        if room and other and not may_know(room, other) and not bridge:
            offenders.append(f"{importer} imports {imported}")
    assert not offenders, report(offenders)


def test_no_two_rooms_import_each_other(graph: grimp.ImportGraph) -> None:
    pairs = {(_rooms_of(a), _rooms_of(b)) for a, b in _imports(graph)}
    both = [f"{a} ⇄ {b}" for a, b in combinations(ROOMS, 2) if {(a, b), (b, a)} <= pairs]
    assert not both, report(both)


def test_the_vault_is_entered_through_its_api_only(graph: grimp.ImportGraph) -> None:
    offenders = [
        f"{importer} imports {imported}"
        for importer, imported in _imports(graph)
        if imported.startswith("headwater.vault.")
        and not importer.startswith("headwater.vault")
        and imported != "headwater.vault.api"
        and (_rooms_of(importer), imported) not in OTHER_DOORS
    ]
    assert not offenders, report(offenders)


def test_models_of_a_room_are_written_by_that_room_only() -> None:
    """A higher room may read a model, but only its own services create, save or delete it."""
    offenders = []
    for module in own_modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                written = ast.unparse(node.func)
                model, _, verb = written.partition(".objects.")
                if verb in ("create", "update", "delete", "bulk_create", "get_or_create"):
                    owner = _owner_of(module, model)
                    if owner and owner != module.room and (module.room, owner) not in FILLS:
                        offenders.append(f"{module.at(node)}: {written} is the work of {owner}")
    assert not offenders, report(offenders)


def _owner_of(module: Module, name: str) -> str | None:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            imported = {alias.asname or alias.name for alias in node.names}
            if name in imported and node.module.startswith("headwater."):
                return _rooms_of(node.module)
    return None


def test_every_package_says_what_lives_there() -> None:
    silent = [
        place(module.path)
        for module in modules()
        if module.path.name == "__init__.py"
        and not module.is_migration
        and not ast.get_docstring(module.tree)
    ]
    assert not silent, report(silent)
