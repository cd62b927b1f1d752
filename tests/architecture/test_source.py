"""Habits of the code: small modules, one clock, no silent reads in views, plain names."""

from __future__ import annotations

import ast
import re

from tests.architecture.house import (
    ROOT,
    Module,
    calls,
    committed_files,
    modules,
    own_modules,
    place,
    report,
)

LONGEST_MODULE = 500
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "data"}
PRESENT = {"now", "utcnow", "today", "localdate", "localtime"}
CLOCK = "headwater.core.clock"
# Put together here, so that this file does not hold what it forbids.
_MACHINE_PATHS = ["/" + part + "/" for part in ("work", "root")] + ["/" + "tmp/hw"]
_REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
    )
]
LOCK_FILES = {"uv.lock", "package-lock.json"}
"""Written by package clients, which put public addresses in them."""


def test_no_module_is_longer_than_a_person_can_hold() -> None:
    offenders = [
        f"{place(module.path)}: {lines} lines"
        for module in own_modules()
        if (lines := module.text.count("\n")) > LONGEST_MODULE
    ]
    assert not offenders, report(offenders)


def test_no_module_has_a_name_that_says_nothing() -> None:
    offenders = [
        place(path)
        for path in committed_files()
        if path.suffix == ".py" and (path.stem in VAGUE_NAMES or path.parent.name in VAGUE_NAMES)
    ]
    assert not offenders, report(offenders)


def test_every_module_says_what_it_is() -> None:
    offenders = [
        place(module.path) for module in own_modules() if not ast.get_docstring(module.tree)
    ]
    assert not offenders, report(offenders)


def test_only_the_clock_reads_the_time() -> None:
    offenders = []
    for module in own_modules():
        if module.name == CLOCK:
            continue
        for call in calls(module.tree, *PRESENT):
            asked = ast.unparse(call.func)
            if re.search(r"\b(datetime|date|timezone|time)\.\w+$", asked) or asked in PRESENT - {
                "now",
                "today",
            }:
                if not _given_an_instant(call):
                    offenders.append(f"{module.at(call)}: {asked}")
        for call in calls(module.tree, "time", "time_ns"):
            if ast.unparse(call.func) in ("time.time", "time.time_ns"):
                offenders.append(f"{module.at(call)}: {ast.unparse(call.func)}")
    assert not offenders, report(offenders)


def _given_an_instant(call: ast.Call) -> bool:
    """`timezone.localtime(at, zone)` converts; without an argument it reads the clock."""
    return bool(call.args) and ast.unparse(call.func).split(".")[-1].startswith("local")


def test_fields_take_no_time_by_themselves() -> None:
    """`auto_now` reads a clock that no test can move and no paper meeting can set back."""
    offenders = [
        f"{module.at(node)}: {node.arg}"
        for module in own_modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add")
    ]
    assert not offenders, report(offenders)


def test_views_read_through_selectors() -> None:
    offenders = []
    for module in own_modules():
        in_views = module.path.stem in ("views", "presenters") or module.path.parent.name == "views"
        if in_views:
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager"):
                    offenders.append(f"{module.at(node)}: {ast.unparse(node)}")
    assert not offenders, report(offenders)


def test_nothing_is_guarded_by_assert() -> None:
    """An assertion disappears under -O; a wall must not."""
    offenders = [
        module.at(node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Assert)
    ]
    assert not offenders, report(offenders)


def test_nothing_is_left_to_do_in_the_code() -> None:
    marks = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b")
    offenders = [
        f"{place(module.path, number)}: {line.strip()}"
        for module in modules()
        for number, line in enumerate(module.text.splitlines(), 1)
        if marks.search(line)
    ]
    assert not offenders, report(offenders)


def test_verbs_of_services_take_named_arguments_only() -> None:
    """A function that takes who acts (`by`) is a verb: nobody mixes up its words."""
    offenders = []
    for module in own_modules():
        for node in module.tree.body:
            if isinstance(node, ast.FunctionDef) and node.name in _offered(module):
                unnamed = {argument.arg for argument in (*node.args.posonlyargs, *node.args.args)}
                named = {argument.arg for argument in node.args.kwonlyargs}
                if unnamed and "by" in unnamed | named:
                    offenders.append(f"{module.at(node)}: {node.name} takes unnamed arguments")
    assert not offenders, report(offenders)


def _offered(module: Module) -> set[str]:
    """The verbs a services module offers: those its package re-exports, or all its public ones."""
    if module.path.stem == "services":
        names = {node.name for node in module.tree.body if isinstance(node, ast.FunctionDef)}
        return {name for name in names if not name.startswith("_")}
    if module.path.parent.name != "services":
        return set()
    package = ast.parse((module.path.parent / "__init__.py").read_text(encoding="utf-8"))
    return {
        alias.name
        for node in package.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_the_repository_names_no_machine_and_no_registry() -> None:
    offenders = []
    for path in committed_files():
        if path.name in LOCK_FILES or path.stat().st_size > 2_000_000:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            for word in _MACHINE_PATHS + _REGISTRY_HOSTS:
                if re.search(rf"(?<![\w.]){re.escape(word)}", line):
                    offenders.append(f"{place(path, number)}: {word}")
    assert not offenders, report(offenders)


def test_names_of_tests_state_behaviour() -> None:
    """`test_works`, `test_1` or `test_decide` say nothing when they fail."""
    offenders = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_test = isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
            if is_test and len(node.name.removeprefix("test_").split("_")) < 2:
                offenders.append(f"{place(path, node.lineno)}: {node.name}")
    assert not offenders, report(offenders)


def test_every_test_lives_in_one_of_four_kinds() -> None:
    kinds = {"unit", "integration", "browser", "architecture"}
    offenders = [
        place(path)
        for path in (ROOT / "tests").rglob("test_*.py")
        if path.relative_to(ROOT / "tests").parts[0] not in kinds
    ]
    assert not offenders, report(offenders)
