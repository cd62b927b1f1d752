"""The analytic store: an extract opened read-only, in memory, cut off from everything else.

An `Extract` is a folder of Parquet files that matched its manifest, a DuckDB connection that can
read those files and nothing more, and the code lists that travelled with the data.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from headwater.vocabulary.masks import MAX_POSITIONS

from .errors import ExtractError
from .extract import manifest as manifests
from .extract import schema
from .extract.writer import quoted
from .lists import Lists

MEMORY = "1GB"
THREADS = 2

_verified: dict[tuple[str, str], tuple[int, ...]] = {}
_lock = threading.Lock()


class Extract:
    """One build, open for questions. Use `Extract.open`; close it, or use it in a `with`."""

    def __init__(self, folder: Path, manifest: manifests.Manifest, identity: str) -> None:
        self.folder = folder
        self.manifest = manifest
        self.identity = identity
        self.lists = Lists(manifest["vocabulary"], manifest.get("crosswalks"))
        self._connection = _connect(folder, manifest)

    @classmethod
    def open(cls, path: Path | str) -> Extract:
        """Open a build, or the newest build in a folder of builds. ExtractError says why not."""
        folder = find(Path(path))
        found = manifests.read(folder)
        seen_before = _verify_once(folder, found)
        extract = cls(folder, found, manifests.identity(folder))
        if not seen_before:
            _check_versions(extract)
        return extract

    def close(self) -> None:
        """Let the files go."""
        self._connection.close()

    def __enter__(self) -> Extract:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def kind(self) -> schema.Kind:
        """Local (days) or pooled (months)."""
        return schema.Kind(self.manifest["kind"])

    @property
    def synthetic(self) -> bool:
        """Whether no living person stands behind its rows."""
        return bool(self.manifest["synthetic"])

    @property
    def built_at(self) -> datetime:
        """When it was built (aware, UTC)."""
        return datetime.fromisoformat(self.manifest["built_at"])

    @property
    def zone(self) -> str:
        """The time zone its days are in; a pooled extract of several zones says UTC."""
        return str(self.manifest.get("zone", "UTC"))

    @cached_property
    def period(self) -> tuple[date, date] | None:
        """First and last day on which a discussion was opened; None without rows."""
        found = self.manifest["period"]
        if not found["first"]:
            return None
        return date.fromisoformat(found["first"]), date.fromisoformat(found["last"])

    @cached_property
    def knows_returning(self) -> bool:
        """Whether linkage was on, so that discussions of one person can be told apart."""
        return bool(
            self.rows('SELECT count(*) FROM discussions WHERE "returning" IS NOT NULL')[0][0]
        )

    def facts(self) -> dict[str, Any]:
        """What an answer says about the extract it was drawn from."""
        return {
            "build": self.manifest.get("build", self.folder.name),
            "sha256": self.identity,
            "kind": self.kind.value,
            "synthetic": self.synthetic,
            "built_at": self.manifest["built_at"],
            "rows": self.manifest["rows"].get("discussions", 0),
            "period": self.manifest["period"],
            "vocabulary": sorted(self.manifest["vocabulary"]),
        }

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run a query on the views `discussions`, `meetings`, `follow_ups`; all rows."""
        with _told(self.folder):
            return self._connection.cursor().execute(sql, list(parameters)).fetchall()

    def arrays(self, sql: str, parameters: Sequence[Any] = ()) -> Mapping[str, NDArray[Any]]:
        """The same as one numpy array a column, for the popcount kernel."""
        with _told(self.folder):
            found = self._connection.cursor().execute(sql, list(parameters)).fetchnumpy()
        return {name: np.asarray(values) for name, values in found.items()}

    def ask(self, question: str, **options: Any) -> Any:
        """Ask one of the questions; see `headwater.evidence.questions.ask`."""
        from .questions import ask

        return ask(self, question, **options)


def find(path: Path) -> Path:
    """The build a path means: itself, or the newest build directly inside it."""
    if (path / manifests.NAME).is_file():
        return path
    if not path.is_dir():
        raise ExtractError(f"There is no extract at {path}.")
    builds = [
        (str(manifests.read(inside).get("built_at")), inside.name, inside)
        for inside in path.iterdir()
        if inside.is_dir()
        and not inside.name.startswith(".")
        and (inside / manifests.NAME).is_file()
    ]
    if not builds:
        raise ExtractError(f"There is no extract in {path}: build one with `extract build`.")
    return max(builds)[2]


def _verify_once(folder: Path, found: manifests.Manifest) -> bool:
    """Hash the files once for each state of the folder; a changed file is hashed again.

    Says whether this state was hashed before."""
    key = (str(folder.resolve()), manifests.identity(folder))
    with _lock:
        if _verified.get(key) == _stamps(folder, found):
            return True
    manifests.verify(folder, found)
    _check_lists(found)
    with _lock:
        _verified[key] = _stamps(folder, found)
    return False


def _check_versions(extract: Extract) -> None:
    """Every row's codes must belong to lists that travelled with it."""
    named = extract.rows(
        "SELECT DISTINCT vocabulary_version FROM discussions WHERE vocabulary_version IS NOT NULL"
    )
    missing = sorted({str(name) for (name,) in named} - set(extract.manifest["vocabulary"]))
    if missing:
        extract.close()
        raise ExtractError(
            f"The extract in {extract.folder} holds rows of the vocabulary {missing[0]}, whose "
            "lists and crosswalk are not in its manifest."
        )


def _stamps(folder: Path, found: manifests.Manifest) -> tuple[int, ...]:
    paths = [folder / name for name in found["files"]]
    return tuple(
        number
        for path in paths
        if path.is_file()
        for number in (path.stat().st_mtime_ns, path.stat().st_size, path.stat().st_ino)
    )


def _check_lists(found: manifests.Manifest) -> None:
    for version, lists in found["vocabulary"].items():
        positions = lists.get("risk_factors", {}).get("positions", {})
        if any(not 0 <= position < MAX_POSITIONS for position in positions.values()):
            raise ExtractError(
                f"The vocabulary {version} has more than {MAX_POSITIONS} risk factors, "
                "which the extract cannot hold."
            )


def _connect(folder: Path, found: manifests.Manifest) -> duckdb.DuckDBPyConnection:
    """An in-memory connection that sees the build's files and can reach nothing else."""
    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    connection.execute(f"SET threads = {THREADS}")
    connection.execute("SET temp_directory = ''")
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET autoload_known_extensions = false")
    root = folder.resolve()
    paths = {name: quoted(root / name) for name in found["files"]}
    allowed = ", ".join(f"'{path}'" for path in paths.values())
    with _told(folder):
        connection.execute(f"SET allowed_paths = [{allowed}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        for table, columns in schema.TABLES.items():
            files = [path for name, path in paths.items() if name.startswith(table)]
            if not files:
                raise ExtractError(f"The extract in {folder} has no {table}.")
            given = ", ".join(f"'{path}'" for path in files)
            listed = ", ".join(f'"{name}"' for name in schema.names(columns))
            connection.execute(
                f"CREATE VIEW {table} AS SELECT {listed} FROM read_parquet([{given}])"  # noqa: S608
            )
    return connection


class _told:  # noqa: N801  reads as a sentence where it is used
    """Turns what DuckDB says of a damaged file into one sentence of ours."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type | None, error: BaseException | None, _: object) -> None:
        if isinstance(error, duckdb.OutOfMemoryException):
            raise ExtractError(
                f"The question needs more memory than {MEMORY}: narrow the period or the filters."
            ) from error
        if isinstance(
            error,
            duckdb.IOException
            | duckdb.InvalidInputException
            | duckdb.BinderException
            | duckdb.PermissionException,
        ):
            raise ExtractError(
                f"The Parquet files in {self.folder} cannot be read: build the extract again."
            ) from error
