"""The house as the tests see it: files, rooms, their order, and how to name a place in them.

A test gathers all offenders and shows them at once, each as `path:line: what`.
"""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "headwater"

ORDER = (
    ("config",),
    ("stewardship",),
    ("exchange",),
    ("publishing",),
    ("impact/outcomes", "impact/interviews", "impact/case_studies", "impact/surveys"),
    ("impact/logic_models",),
    ("evidence",),
    ("table/board",),
    ("table/orphans", "table/participation"),
    ("table/screening", "table/follow_up", "table/system_gaps"),
    ("table/interventions", "table/actions"),
    ("table/discussions",),
    ("table/meetings",),
    ("vault",),
    ("network",),
    ("notices",),
    ("accounts",),
    ("audit",),
    ("vocabulary",),
    ("guard",),
    ("core",),
)
"""Rooms from the top floor down. Rooms of one line know nothing of each other."""

ROOMS = tuple(room for line in ORDER for room in line)
_HEIGHT = {room: -index for index, line in enumerate(ORDER) for room in line}
_NEVER = {
    ("evidence", "vault"),
    ("impact", "vault"),
    ("publishing", "vault"),
    ("exchange", "vault"),
    ("evidence", "table"),
    ("impact", "table"),
    ("publishing", "table"),
}
"""Walls between floors that the order alone would allow."""


def may_know(room: str, other: str) -> bool:
    """Whether something in `room` may point to something in `other`."""
    if room == other:
        return True
    if (room.split("/")[0], other.split("/")[0]) in _NEVER:
        return False
    return _HEIGHT[room] > _HEIGHT[other]


def room_of(path: Path) -> str | None:
    """The room a file of the package lives in; None for the package's own few files."""
    inside = path.relative_to(SOURCE).as_posix()
    return next((room for room in ROOMS if inside.startswith(room + "/")), None)


def place(path: Path, line: int | None = None) -> str:
    """`src/headwater/…:12`."""
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name


@dataclass(frozen=True)
class Module:
    """A Python module of the package, read and parsed once."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def room(self) -> str | None:
        """See `room_of`."""
        return room_of(self.path)

    @property
    def name(self) -> str:
        """`headwater.table.board.views`."""
        parts = self.path.relative_to(SOURCE.parent).with_suffix("").parts
        return ".".join(part for part in parts if part != "__init__")

    @property
    def is_migration(self) -> bool:
        """Whether Django wrote most of it."""
        return "migrations" in self.path.parts

    def at(self, node: ast.AST) -> str:
        """The place of a node."""
        return place(self.path, getattr(node, "lineno", None))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package, migrations included."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.append(Module(path, text, ast.parse(text, str(path))))
    return tuple(found)


def own_modules() -> Iterator[Module]:
    """Every module that a person wrote: all but migrations."""
    return (module for module in modules() if not module.is_migration)


@cache
def templates() -> dict[str, Path]:
    """Every template by the name Django finds it under."""
    found = {}
    for path in sorted(SOURCE.rglob("templates/**/*")):
        if path.is_file():
            found[path.as_posix().rpartition("/templates/")[2]] = path
    return found


@cache
def committed_files() -> tuple[Path, ...]:
    """What a commit holds, or would hold: tracked files and new ones that are not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    paths = (ROOT / name for name in sorted(set(listed.split("\0"))) if name)
    return tuple(path for path in paths if path.is_file())


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """Calls of a function or method with one of these last names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            last = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if last in names:
                yield node


def text_argument(call: ast.Call, position: int = 0, keyword: str = "") -> str | None:
    """The literal text given to a call at this position or by this keyword, if it is one."""
    given = call.args[position] if len(call.args) > position else None
    for named in call.keywords:
        if named.arg == keyword:
            given = named.value
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        return given.value
    return None


def report(offenders: list[str]) -> str:
    """All offenders, one a line, for an assertion's message."""
    return f"{len(offenders)} found:\n" + "\n".join(sorted(offenders))
