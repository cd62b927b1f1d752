"""How the codes of one version of a list read in the next.

Four relations. `same as`: renamed, nothing else (it keeps its position). `split into`: two or more
new codes share the old meaning. `merged into`: the meaning went into a wider code. `no equivalent`:
the new list cannot say it. A code that both versions have, and of which the crosswalk says nothing,
is the same. A code that the new version drops must be accounted for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from headwater.vocabulary.errors import VocabularyError
from headwater.vocabulary.lists import VocabularyList
from headwater.vocabulary.loader import Raw, parse_toml
from headwater.vocabulary.spreadsheet import read_rows


class Relation(StrEnum):
    """What became of a code."""

    SAME = "same as"
    SPLIT = "split into"
    MERGED = "merged into"
    NONE = "no equivalent"


@dataclass(frozen=True)
class Reading:
    """What an old code reads as: `codes` in the new version, and how it got there."""

    relation: Relation
    codes: tuple[str, ...]

    @property
    def comparable(self) -> bool:
        """Whether a count under the old code may stand beside a count under the new one."""
        return self.relation is Relation.SAME


@dataclass(frozen=True)
class Crosswalk:
    """From one version of a list to a later one; `readings` holds every old code."""

    list_name: str
    old: str
    new: str
    readings: Mapping[str, Reading]

    def read(self, code: str) -> Reading:
        """What an old code reads as; raises VocabularyError for a code the old list never had."""
        try:
            return self.readings[code]
        except KeyError:
            raise VocabularyError(
                f"That code is not in the list {self.list_name}, version {self.old}: "
                "choose one that is."
            ) from None

    @property
    def not_comparable(self) -> tuple[str, ...]:
        """New codes whose counts may not be set beside the old version's."""
        return tuple(
            sorted(
                {
                    code
                    for each in self.readings.values()
                    if not each.comparable
                    for code in each.codes
                }
            )
        )


def identity(found: VocabularyList) -> Crosswalk:
    """A version read as itself."""
    readings = {code: Reading(Relation.SAME, (code,)) for code in found.codes}
    return Crosswalk(found.name, found.version, found.version, readings)


def compose(first: Crosswalk, *rest: Crosswalk) -> Crosswalk:
    """One crosswalk after the other; the least comparable step decides."""
    for step in rest:
        readings = {code: _after(each, step) for code, each in first.readings.items()}
        first = Crosswalk(first.list_name, first.old, step.new, readings)
    return first


def _after(reading: Reading, step: Crosswalk) -> Reading:
    following = [step.read(code) for code in reading.codes]
    codes = tuple(dict.fromkeys(code for each in following for code in each.codes))
    if not codes:
        return Reading(Relation.NONE, ())
    relations = [reading.relation, *(each.relation for each in following)]
    changed = [each for each in relations if each is not Relation.SAME]
    if not changed:
        return Reading(Relation.SAME, codes)
    # A split whose parts met again, or lost a part, is no split any more.
    return Reading(Relation.SPLIT if len(codes) > 1 else Relation.MERGED, codes)


def read_crosswalk(path: Path | None, old: VocabularyList, new: VocabularyList) -> Crosswalk:
    """Read and check the crosswalk between two versions; without a file, codes only may be added.

    Raises VocabularyError, first of all for a dropped code that is not accounted for.
    """
    origin = path.name if path else f"{new.name} {new.version}"
    stated: dict[str, Reading] = {}
    for row in _rows(path) if path else ():
        code, reading = _change(origin, row, old, new)
        if code in stated:
            raise VocabularyError(f"{origin}: “{code}” stands twice; keep one row for each code.")
        stated[code] = reading
    _check_targets(origin, stated, old, new)
    readings = {}
    for code in old.codes:
        if code in stated:
            readings[code] = stated[code]
        elif code in new:
            readings[code] = Reading(Relation.SAME, (code,))
        else:
            raise VocabularyError(
                f"{origin}: the code “{code}” of {old.name} {old.version} is gone; "
                "say in a crosswalk what became of it (same as, split into, merged into, "
                "no equivalent)."
            )
    return Crosswalk(old.name, old.version, new.version, readings)


def renames(path: Path | None) -> dict[str, str]:
    """New code → old code for each `same as`: those keep the old code's position."""
    found = {}
    for row in _rows(path) if path else ():
        targets = _targets(row)
        if row.get("relation") == Relation.SAME and len(targets) == 1:
            found[targets[0]] = str(row.get("from", ""))
    return found


def to_toml(crosswalk: Crosswalk) -> str:
    """The crosswalk as the file `read_crosswalk` reads; codes that stay the same are left out."""
    lines = ["[between]", f'old = "{crosswalk.old}"', f'new = "{crosswalk.new}"', ""]
    for code, reading in crosswalk.readings.items():
        if reading == Reading(Relation.SAME, (code,)):
            continue
        codes = ", ".join(f'"{each}"' for each in reading.codes)
        lines += [
            "[[change]]",
            f'from = "{code}"',
            f'relation = "{reading.relation}"',
            f"to = [{codes}]",
            "",
        ]
    return "\n".join(lines)


def _rows(path: Path) -> Sequence[Raw]:
    """Rows of a TOML (`[[change]]`) or CSV (`from,relation,to`) crosswalk."""
    if path.suffix.lower() == ".csv":
        return [dict(row) for row in read_rows(path)[1]]
    document = parse_toml(path)
    rows = document.get("change", [])
    tables = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else None
    if set(document) - {"change", "between"} or tables != rows:
        raise VocabularyError(
            f"{path.name}: a crosswalk holds [[change]] tables only; remove what else stands there."
        )
    return tables or []


def replaced_version(path: Path) -> str | None:
    """The old version that a kept crosswalk names; None where it names none, or is not there."""
    if not path.exists():
        return None
    between = parse_toml(path).get("between")
    return str(between["old"]) if isinstance(between, dict) and "old" in between else None


def _targets(row: Raw) -> tuple[str, ...]:
    to = row.get("to", [])
    if isinstance(to, str):
        return tuple(each.strip() for each in to.split("|") if each.strip())
    return tuple(str(each) for each in to) if isinstance(to, list) else ()


def _change(origin: str, row: Raw, old: VocabularyList, new: VocabularyList) -> tuple[str, Reading]:
    """One row, checked: its old code, and what it reads as."""
    code, targets = str(row.get("from", "")), _targets(row)
    if set(row) - {"from", "relation", "to"}:
        raise VocabularyError(f"{origin}: a row holds from, relation and to only; see “{code}”.")
    if code not in old:
        raise VocabularyError(
            f"{origin}: “{code}” is not in {old.name} {old.version}; correct the column from."
        )
    if row.get("relation") not in set(Relation):
        raise VocabularyError(
            f"{origin}: the row of “{code}” has the unknown relation “{row.get('relation')}”; "
            f"use {', '.join(Relation)}."
        )
    relation = Relation(str(row["relation"]))
    for target in targets:
        if target not in new:
            raise VocabularyError(
                f"{origin}: the row of “{code}” leads to “{target}”, which is not in the new list; "
                "correct the column to."
            )
    wanted = {
        Relation.SAME: "exactly one code",
        Relation.MERGED: "exactly one code",
        Relation.SPLIT: "two codes or more",
        Relation.NONE: "no code",
    }[relation]
    fits = {Relation.SPLIT: len(set(targets)) > 1, Relation.NONE: not targets}
    if not fits.get(relation, len(targets) == 1):
        raise VocabularyError(
            f"{origin}: the row of “{code}” says “{relation}”, which leads to {wanted}; "
            "correct the column to."
        )
    return code, Reading(relation, targets)


def _check_targets(
    origin: str, stated: Mapping[str, Reading], old: VocabularyList, new: VocabularyList
) -> None:
    """One new code can be the same as one old code only."""
    taken: dict[str, str] = {code: code for code in old.codes if code in new and code not in stated}
    for code, reading in stated.items():
        if reading.relation is not Relation.SAME:
            continue
        target = reading.codes[0]
        if target in taken:
            raise VocabularyError(
                f"{origin}: “{code}” and “{taken[target]}” are both the same as “{target}”; "
                "use merged into."
            )
        taken[target] = code
