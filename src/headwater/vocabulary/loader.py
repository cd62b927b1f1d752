"""Reads one list, strictly: anything unexpected is refused with one sentence.

The same checks serve the packs shipped with the program and a ministry's own file, whatever the
file's format: `read_toml` (and `spreadsheet.read_csv`) give a raw list, `build` checks it.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from headwater.vocabulary import shape
from headwater.vocabulary.errors import VocabularyError
from headwater.vocabulary.lists import Entry, Group, VocabularyList
from headwater.vocabulary.masks import MAX_POSITIONS

type Raw = dict[str, object]


@dataclass(frozen=True)
class RawList:
    """A list as its file says it, before any check. `origin` names the file in refusals."""

    origin: str
    head: Raw
    groups: Sequence[Raw]
    entries: Sequence[Raw]
    retired: Sequence[Raw] = ()


def read_list(path: Path, *, groups: Sequence[Group] = ()) -> VocabularyList:
    """Read and check one TOML list; `groups` are the headings of the list named in `grouped_by`.

    Raises VocabularyError.
    """
    return build(read_toml(path), groups=groups)


def read_toml(path: Path) -> RawList:
    """The tables of a list file; raises VocabularyError when it is not one."""
    document = parse_toml(path)
    unknown = set(document) - {"list", "group", "entry", "retired"}
    if unknown:
        raise VocabularyError(
            f"{path.name}: the table [{min(unknown)}] is not known; "
            "use [list], [[group]], [[entry]] and [[retired]] only."
        )
    head = document.get("list")
    if not isinstance(head, dict):
        raise VocabularyError(f"{path.name}: the table [list] is missing; add it at the top.")
    return RawList(
        path.name,
        head,
        _tables(path, document, "group"),
        _tables(path, document, "entry"),
        _tables(path, document, "retired"),
    )


def parse_toml(path: Path) -> Raw:
    """The file as TOML; raises VocabularyError when it cannot be read as such."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise VocabularyError(
            f"{path.name}: the file cannot be opened ({error.strerror}); check its path."
        ) from error
    except UnicodeDecodeError as error:
        raise VocabularyError(f"{path.name}: the file is not UTF-8; save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(
            f"{path.name}: the file is not valid TOML ({error}); correct that line."
        ) from error


def build(raw: RawList, *, groups: Sequence[Group] = ()) -> VocabularyList:
    """Check a raw list and freeze it. Raises VocabularyError at the first thing wrong."""
    head = _head(raw)
    own_groups = tuple(_group(raw, each) for each in raw.groups)
    if own_groups and head.get("grouped_by"):
        _refuse(raw, "the list", "has [[group]] tables and grouped_by", "keep one of the two")
    headings = {group.code: group for group in own_groups or groups}
    entries = tuple(_entry(raw, str(head["name"]), each, headings) for each in raw.entries)
    retired = tuple(_retired(raw, each) for each in raw.retired)
    if not entries:
        _refuse(raw, "the list", "has no entry", "add at least one [[entry]]")
    _check_unique(raw, entries, retired)
    _check_positions(raw, entries, retired)
    return VocabularyList(entries=entries, groups=tuple(headings.values()), retired=retired, **head)  # type: ignore[arg-type]  # the head was checked key by key above


def _refuse(raw: RawList, what: str, wrong: str, remedy: str) -> NoReturn:
    raise VocabularyError(f"{raw.origin}: {what} {wrong}; {remedy}.")


def _tables(path: Path, document: Raw, name: str) -> Sequence[Raw]:
    tables = document.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise VocabularyError(f"{path.name}: {name} is not a list of tables; write [[{name}]].")
    return tables


def _head(raw: RawList) -> Raw:
    """The checked head: text, versions and dates in their own types."""
    _check_keys(raw, "the head", raw.head, shape.HEAD_REQUIRED, shape.HEAD_OPTIONAL)
    for key in ("name", "version", "title_en", "title_fr", "source"):
        _text(raw, "the head", raw.head, key)
    if not shape.LIST_NAME.fullmatch(str(raw.head["name"])):
        _refuse(raw, "the head", "has a name that is not lower_case_words", "correct name")
    if not shape.VERSION.fullmatch(str(raw.head["version"])):
        _refuse(raw, "the head", "has a version that is not like 2026-1", "correct version")
    start, end = raw.head["valid_from"], raw.head.get("valid_until")
    for key, value in (("valid_from", start), ("valid_until", end)):
        if value is not None and type(value) is not date:
            _refuse(raw, "the head", f"has a {key} that is not a date", "write it as 2026-01-31")
    if isinstance(start, date) and isinstance(end, date) and end <= start:
        _refuse(raw, "the head", "ends before it begins", "correct valid_until")
    return dict(raw.head)


def _group(raw: RawList, each: Raw) -> Group:
    what = f"the group “{each.get('code', '?')}”"
    _check_keys(raw, what, each, shape.GROUP_KEYS, ())
    code = _code(raw, what, each)
    return Group(code, _text(raw, what, each, "label_en"), _text(raw, what, each, "label_fr"))


def _entry(raw: RawList, name: str, each: Raw, headings: Mapping[str, Group]) -> Entry:
    what = f"the entry “{each.get('code', '?')}”"
    allowed = shape.ATTRIBUTES.get(name, {})
    required = [key for key, attribute in allowed.items() if attribute.required]
    _check_keys(
        raw, what, each, (*shape.ENTRY_REQUIRED, *required), (*shape.ENTRY_OPTIONAL, *allowed)
    )
    if bool(each.get("definition_en")) != bool(each.get("definition_fr")):
        _refuse(raw, what, "has a definition in one language only", "add the other or drop both")
    return Entry(
        code=_code(raw, what, each),
        position=_position(raw, what, each),
        label_en=_text(raw, what, each, "label_en"),
        label_fr=_text(raw, what, each, "label_fr"),
        provenance=_provenance(raw, what, each, "provenance"),
        label_fr_provenance=_provenance(raw, what, each, "label_fr_provenance"),
        group=_heading(raw, what, each, headings),
        definition_en=_text(raw, what, each, "definition_en", optional=True),
        definition_fr=_text(raw, what, each, "definition_fr", optional=True),
        reviewer=_text(raw, what, each, "reviewer", optional=True) or None,
        attributes=MappingProxyType(
            {
                key: _attribute(raw, what, each, key, attribute)
                for key, attribute in allowed.items()
                if key in each
            }
        ),
    )


def _retired(raw: RawList, each: Raw) -> tuple[str, int]:
    what = f"the retired code “{each.get('code', '?')}”"
    _check_keys(raw, what, each, ("code", "position"), ())
    return _code(raw, what, each), _position(raw, what, each)


def _check_keys(
    raw: RawList, what: str, each: Raw, required: Sequence[str], optional: Sequence[str]
) -> None:
    for key in each:
        if key not in required and key not in optional:
            _refuse(raw, what, f"has the unknown key “{key}”", "remove it or correct its spelling")
    for key in required:
        if each.get(key) in (None, ""):
            wrong = "has no French label" if key == "label_fr" else f"has no {key}"
            _refuse(raw, what, wrong, f"add {key}")


def _text(raw: RawList, what: str, each: Raw, key: str, *, optional: bool = False) -> str:
    value = each.get(key, "" if optional else None)
    if not isinstance(value, str) or value != value.strip():
        _refuse(raw, what, f"has a {key} that is not plain text", "quote it, without outer spaces")
    return value


def _code(raw: RawList, what: str, each: Raw) -> str:
    code = _text(raw, what, each, "code")
    if not shape.CODE.fullmatch(code):
        _refuse(
            raw, what, "has a code that is not a slug", "use lower case, digits, hyphens and dots"
        )
    return code


def _position(raw: RawList, what: str, each: Raw) -> int:
    position = each["position"]
    if type(position) is not int or position < 0:
        _refuse(raw, what, "has a position that is not a whole number from 0", "correct it")
    if position >= MAX_POSITIONS:
        _refuse(
            raw,
            what,
            f"has position {position}, and a list holds {MAX_POSITIONS} at most",
            "split the list, or keep old codes with “same as” in a crosswalk",
        )
    return position


def _provenance(raw: RawList, what: str, each: Raw, key: str) -> str:
    value = _text(raw, what, each, key)
    if value not in shape.PROVENANCES:
        _refuse(raw, what, f"has the unknown {key} “{value}”", f"use {_or(shape.PROVENANCES)}")
    return value


def _heading(raw: RawList, what: str, each: Raw, headings: Mapping[str, Group]) -> Group | None:
    category = _text(raw, what, each, "category", optional=True)
    if not headings and not category:
        return None
    if category not in headings:
        wrong = f"has the unknown category “{category}”" if category else "has no category"
        _refuse(raw, what, wrong, "use a code of the list's groups")
    return headings[category]


def _attribute(raw: RawList, what: str, each: Raw, key: str, attribute: shape.Attribute) -> object:
    value = each[key]
    if attribute.kind == "codes":
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            _refuse(raw, what, f"has a {key} that is not a list of codes", "write [“a”, “b”]")
        return tuple(value)
    expected = {"text": str, "integer": int, "flag": bool}[attribute.kind]
    if type(value) is not expected:
        _refuse(raw, what, f"has a {key} that is not {attribute.kind}", "correct its value")
    if attribute.choices and value not in attribute.choices:
        _refuse(raw, what, f"has the unknown {key} “{value}”", f"use {_or(attribute.choices)}")
    return value


def _or(words: Iterable[str]) -> str:
    return ", ".join(words)


def _check_unique(
    raw: RawList, entries: Sequence[Entry], retired: Sequence[tuple[str, int]]
) -> None:
    """No code and no position twice, retired ones included; no label twice in one group."""
    codes: set[str] = set()
    positions: dict[int, str] = {}
    for code, position in [*((e.code, e.position) for e in entries), *retired]:
        if code in codes:
            _refuse(raw, f"the code “{code}”", "stands twice", "remove one of the two")
        if position in positions:
            _refuse(
                raw,
                f"the entry “{code}”",
                f"has position {position}, which “{positions[position]}” holds",
                "give it the next free position",
            )
        codes.add(code)
        positions[position] = code
    for lang in ("en", "fr"):
        labels: dict[str, str] = {}
        for entry in entries:
            label = entry.full_label(lang)
            if label in labels:
                _refuse(
                    raw,
                    f"the entry “{entry.code}”",
                    f"has the same label in {lang} as “{labels[label]}”",
                    "tell them apart",
                )
            labels[label] = entry.code


def _check_positions(
    raw: RawList, entries: Sequence[Entry], retired: Sequence[tuple[str, int]]
) -> None:
    """Positions run from 0 without a gap: a gap would be a code somebody deleted in silence."""
    held = {entry.position for entry in entries} | {position for _, position in retired}
    missing = set(range(len(held))) - held
    if missing:
        _refuse(
            raw,
            "the list",
            f"has no entry at position {min(missing)}",
            "positions run from 0 without a gap, and a removed code stays in a [[retired]] table",
        )
