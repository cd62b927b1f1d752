"""What must hold of the French catalogues: complete, exact, well set, in the words of the glossary.

Each function returns findings as whole lines, `place: what is wrong`; an empty list is good.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

from headwater.config.launch.glossary import Term, terms
from headwater.config.launch.messages import (
    SOURCE,
    Message,
    messages_by_room,
)

Key = tuple[str | None, str]

SHARED = SOURCE / "core"
"""Words every room uses (Save, Cancel) may be translated once, in core's catalogue."""

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
_NOT_PROSE = re.compile(r"<[^>]*>|&#?\w+;|%\(\w+\)[a-z]|%[sd]|\{\w*\}|https?://\S+|\S+@\S+")
_NARROW = "\u202f"
_TYPOGRAPHY = (
    (re.compile(rf"(?<![{_NARROW};!?])[;!?]"), "a narrow no-break space goes before ; ! ?"),
    (re.compile(rf"(?<!{_NARROW}):(?!\d|\w)"), "a narrow no-break space goes before :"),
    (re.compile(rf"«(?!{_NARROW})|(?<!{_NARROW})»"), "narrow no-break spaces go inside « »"),
    (re.compile(r"'"), "the apostrophe is ’"),
    (re.compile(r'"'), "quotation marks are « »"),
    (re.compile(r"\.\.\."), "the ellipsis is one sign, …"),
)
_ENGLISH = (
    (re.compile(r"'"), "the apostrophe is ’"),
    (re.compile(r"\.\.\."), "the ellipsis is one sign, …"),
)


def catalogue_path(room: Path) -> Path:
    """Where a room keeps its French."""
    return room / "locale" / "fr" / "LC_MESSAGES" / "django.po"


def room_name(room: Path) -> str:
    """`table/board`, as house.md names it."""
    return room.relative_to(SOURCE).as_posix()


def missing_in(room: Path, messages: Iterable[Message]) -> list[Message]:
    """Messages of a room that have no French there, nor in core; one for each text."""
    known = {_key(entry) for entry in _translated(room)}
    known |= {_key(entry) for entry in _translated(SHARED)}
    first = {message.key: message for message in reversed(list(messages))}
    return [message for key, message in sorted(first.items(), key=_by_place) if key not in known]


def findings() -> list[str]:
    """Everything wrong with any catalogue, and texts that two rooms translate differently."""
    by_room = messages_by_room()
    rooms = sorted(set(by_room) | {path.parents[3] for path in SOURCE.rglob("locale/fr/*/*.po")})
    found = [line for room in rooms for line in room_findings(room, by_room.get(room, []), by_room)]
    return found + list(_conflicts(rooms))


def room_findings(
    room: Path, messages: list[Message], by_room: dict[Path, list[Message]] | None = None
) -> list[str]:
    """Everything wrong with one room's catalogue and with the English it stands for."""
    found = [f"{m.place}: no French for “{_short(m.singular)}”" for m in missing_in(room, messages)]
    found += [line for message in messages for line in _english_findings(message)]
    path = catalogue_path(room)
    if not path.exists():
        return found
    # Core's catalogue may hold what any room says; another's only what that room says.
    heard = [messages] if room != SHARED or by_room is None else by_room.values()
    used = {message.key: message for said in heard for message in said}
    glossary = terms()
    catalogue = polib.pofile(str(path))
    found += _header_findings(catalogue, path)
    for entry in catalogue:
        if not entry.obsolete:
            place = f"{path.relative_to(SOURCE.parent.parent)}:{entry.linenum}"
            found += [f"{place}: {line}" for line in _entry_findings(entry, used, glossary)]
    return found


def _entry_findings(
    entry: polib.POEntry, used: dict[Key, Message], glossary: list[Term]
) -> Iterator[str]:
    name = f"“{_short(entry.msgid)}”"
    message = used.get(_key(entry))
    if message is None:
        yield f"{name} is said nowhere any more"
        return
    if entry.fuzzy:
        yield f"{name} is marked fuzzy"
    if (message.plural or "") != (entry.msgid_plural or ""):
        yield f"{name} has another plural in the source"
    for english, french in _pairs(entry):
        if not french.strip():
            yield f"{name} has no French"
            continue
        if _placeholders(english) != _placeholders(french):
            yield f"{name} and its French name different values"
        for line in typography(french):
            yield f"{name}: in French {line}"
        for term in glossary:
            if reason := term.broken_by(english, french):
                yield f"{name}: {reason}"


def typography(french: str) -> Iterator[str]:
    """What is wrong with the setting of a French text, markup and values left aside."""
    prose = _NOT_PROSE.sub("x", french)
    for pattern, rule in _TYPOGRAPHY:
        if pattern.search(prose):
            yield rule


def _english_findings(message: Message) -> Iterator[str]:
    prose = _NOT_PROSE.sub("x", message.singular)
    for pattern, rule in _ENGLISH:
        if pattern.search(prose):
            yield f"{message.place}: “{_short(message.singular)}”: {rule}"


def _header_findings(catalogue: polib.POFile, path: Path) -> list[str]:
    rule = catalogue.metadata.get("Plural-Forms", "")
    if "nplurals=2" in rule and "n > 1" in rule:
        return []
    place = path.relative_to(SOURCE.parent.parent)
    return [f'{place}: the header needs "Plural-Forms: nplurals=2; plural=(n > 1);"']


def _conflicts(rooms: Iterable[Path]) -> Iterator[str]:
    """Django merges all catalogues: a text said in two rooms must be French in one way."""
    first: dict[tuple[str | None, str], tuple[Path, str]] = {}
    for room in rooms:
        for entry in _translated(room):
            french = "|".join(french for _, french in _pairs(entry))
            other = first.setdefault(_key(entry), (room, french))
            if other[1] != french:
                rooms_named = f"{room_name(other[0])} and {room_name(room)}"
                yield f"{rooms_named} say “{_short(entry.msgid)}” differently in French"


def _translated(room: Path) -> list[polib.POEntry]:
    path = catalogue_path(room)
    if not path.exists():
        return []
    entries = polib.pofile(str(path))
    return [entry for entry in entries if not entry.obsolete and any(f for _, f in _pairs(entry))]


def _pairs(entry: polib.POEntry) -> list[tuple[str, str]]:
    """(English, French) for each form of an entry."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    forms = {0: entry.msgid, 1: entry.msgid_plural}
    return [(forms[index], entry.msgstr_plural.get(index, "")) for index in forms]


def _key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def _placeholders(text: str) -> Counter[str]:
    return Counter(_PLACEHOLDER.findall(text.replace("%%", "")))


def _by_place(item: tuple[Key, Message]) -> tuple[str, int]:
    return str(item[1].path), item[1].line


def _short(text: str) -> str:
    return text if len(text) <= 70 else text[:69] + "…"
