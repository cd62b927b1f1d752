"""The docs are tested like code: links lead somewhere, every command and setting is described."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from headwater.config.commands import COMMANDS
from headwater.config.launch import documents
from tests.architecture.house import ROOT, committed_files, own_modules, place, report

_LINK = re.compile(r"(?<!\\)!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`[^`\n]*`")


def _pages() -> Iterator[Path]:
    for path in committed_files():
        if path.suffix == ".md":
            yield path


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as Git hosts make them."""
    found = set()
    for line in _FENCE.sub("", page.read_text(encoding="utf-8")).splitlines():
        if line.startswith("#"):
            words = re.sub(r"[^\w\s-]", "", line.lstrip("#").strip().lower())
            found.add(re.sub(r"\s", "-", words))
    return found


def test_links_in_the_docs_lead_somewhere() -> None:
    offenders = []
    for page in _pages():
        text = _CODE.sub("", _FENCE.sub("", page.read_text(encoding="utf-8")))
        for target in _LINK.findall(text):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = unquote(target).partition("#")
            aim = (page.parent / name).resolve() if name else page
            if not aim.exists():
                offenders.append(f"{place(page)}: {target} does not exist")
            elif anchor and aim.suffix == ".md" and anchor not in _anchors(aim):
                offenders.append(f"{place(page)}: {target} has no such heading")
    assert not offenders, report(offenders)


def test_every_command_is_described() -> None:
    page = ROOT / "docs" / "reference" / "commands.md"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    missing = [name for name in COMMANDS if f"headwater {name}" not in text]
    assert not missing, report([f"{place(page)}: {name} is not described" for name in missing])


def test_every_setting_from_the_environment_is_described() -> None:
    page = ROOT / "docs" / "reference" / "settings.md"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    offenders = []
    for module in own_modules():
        for name in set(re.findall(r"[\"'](HEADWATER_[A-Z_]+)[\"']", module.text)):
            if f"`{name}`" not in text:
                offenders.append(f"{place(page)}: {name}, read in {place(module.path)}, is missing")
    assert not offenders, report(offenders)


def test_generated_pages_are_current() -> None:
    stale = [
        place(page) for page, wanted in documents.pages().items() if documents.stale(page, wanted)
    ]
    assert not stale, report([f"{name} is stale: run ./headwater fix" for name in stale])


def test_every_page_of_the_docs_is_reachable_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or not page.is_file():
            continue
        reached.add(page)
        if page.suffix == ".md":
            for target in _LINK.findall(page.read_text(encoding="utf-8")):
                if not re.match(r"[a-z]+:", target):
                    waiting.append((page.parent / unquote(target).split("#")[0]).resolve())
    docs = [path for path in _pages() if path.is_relative_to(ROOT / "docs")]
    lost = [place(path) for path in docs if path not in reached]
    assert not lost, report([f"{name}: no page leads here" for name in lost])
