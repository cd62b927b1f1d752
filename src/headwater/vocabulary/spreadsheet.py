"""Lists as a spreadsheet saves them: CSV, with the list's head in rows that begin with `#`.

    #name,risk_factors
    #version,2027-1
    code,category,label_en,label_fr
    alcohol.use,alcohol,Alcohol use,Consommation d'alcool

Commas, semicolons and tabs are all read (a French spreadsheet writes semicolons). A cell that holds
several codes parts them with `|`. A list that has groups of its own writes them as
`#group,code,English,French`.
"""

import csv
from datetime import date
from pathlib import Path

from headwater.vocabulary import shape
from headwater.vocabulary.errors import VocabularyError
from headwater.vocabulary.loader import Raw, RawList

YES = {"true", "yes", "1", "oui", "vrai"}
NO = {"false", "no", "0", "non", "faux"}


def read_csv(path: Path) -> RawList:
    """A list file in CSV as a raw list; raises VocabularyError when it cannot be read."""
    head_rows, rows = read_rows(path)
    head: Raw = {}
    groups: list[Raw] = []
    for key, *cells in head_rows:
        if key == "group":
            groups.append(dict(zip(shape.GROUP_KEYS, cells, strict=False)))
        elif cells and cells[0]:
            head[key] = _date(path, key, cells[0]) if key.startswith("valid_") else cells[0]
    kinds = shape.ATTRIBUTES.get(str(head.get("name")), {})
    return RawList(path.name, head, groups, [_entry(path, row, kinds) for row in rows])


def read_rows(path: Path) -> tuple[list[list[str]], list[dict[str, str]]]:
    """The `#` rows (without the mark) and the rows below the header, by column name.

    Raises VocabularyError for a file that is not CSV in UTF-8, or a row longer than its header.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise VocabularyError(
            f"{path.name}: the file cannot be opened ({error.strerror}); check its path."
        ) from error
    except UnicodeDecodeError as error:
        raise VocabularyError(
            f"{path.name}: the file is not UTF-8; save it as “CSV UTF-8”."
        ) from error
    lines = list(csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(text)))
    cells = [
        [cell.strip() for cell in line] for line in lines if any(cell.strip() for cell in line)
    ]
    head = [[line[0].lstrip("# "), *line[1:]] for line in cells if line[0].startswith("#")]
    table = [line for line in cells if not line[0].startswith("#")]
    if not table:
        raise VocabularyError(f"{path.name}: there is no header row; name the columns in one row.")
    columns = table[0]
    if len(set(columns)) != len(columns):
        raise VocabularyError(f"{path.name}: a column stands twice; keep one of each name.")
    for line in table[1:]:
        if any(line[len(columns) :]):
            raise VocabularyError(
                f"{path.name}: the row of “{line[0]}” has more cells than the header; "
                "quote a cell that holds the separator."
            )
    return head, [dict(zip(columns, line, strict=False)) for line in table[1:]]


def _delimiter(text: str) -> str:
    """The separator that the first line uses most; a comma when it uses none."""
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _date(path: Path, key: str, cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError as error:
        raise VocabularyError(
            f"{path.name}: {key} is “{cell}”, which is not a date; write it as 2026-01-31."
        ) from error


def _entry(path: Path, row: dict[str, str], kinds: dict[str, shape.Attribute]) -> Raw:
    """A row with its cells in the types the loader expects; an empty cell is no cell."""
    entry: Raw = {}
    for key, cell in row.items():
        kind = "integer" if key == "position" else kinds[key].kind if key in kinds else "text"
        if cell:
            entry[key] = _cell(path, row.get("code", "?"), key, cell, kind)
    return entry


def _cell(path: Path, code: str, key: str, cell: str, kind: str) -> object:
    if kind == "codes":
        return [each.strip() for each in cell.split("|") if each.strip()]
    if kind == "flag" and cell.lower() in YES | NO:
        return cell.lower() in YES
    if kind == "integer" and cell.isascii() and cell.isdigit():
        return int(cell)
    if kind in ("flag", "integer"):
        wanted = "yes or no" if kind == "flag" else "a whole number"
        raise VocabularyError(
            f"{path.name}: the entry “{code}” has the {key} “{cell}”; write {wanted}."
        )
    return cell
