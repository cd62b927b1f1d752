"""Gets a home ready to serve: translations compiled, databases migrated, static files gathered.

Needs Django set up for that home. Running it again is quick and harmless.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from headwater.config.translations import compile_all
from headwater.core import clock

Progress = Callable[[str], None]
_STATIC_MARK = ".made-from"


def prepare(progress: Progress) -> None:
    """Bring the home up to this version of the program."""
    from django.conf import settings
    from django.core.management import call_command

    prepare_records(progress)
    call_command("createcachetable", verbosity=0)
    _sweep_vault(progress)
    _gather_static(Path(settings.STATIC_ROOT), progress)


def prepare_records(progress: Progress) -> None:
    """Compile translations and migrate both stores: all that a command needs, without a page."""
    from django.conf import settings
    from django.core.management import call_command

    if compile_all():
        progress("translations compiled")
    for alias in settings.DATABASES:
        if _unmigrated(alias):
            progress(f"bringing the database “{alias}” up to date")
            call_command("migrate", database=alias, interactive=False, verbosity=0)


def _sweep_vault(progress: Progress) -> None:
    """Finish what a loss of power cut off, and say so if the keys do not belong to the records."""
    from headwater.vault import api as vault

    swept = vault.sweep(clock.now())
    if swept.unreadable:
        progress(
            f"{swept.unreadable} sealed records have no key: is HEADWATER_KEYS the right folder?"
        )
    if swept.records_behind:
        progress("the records are older than their audit anchors: was a backup put in place?")


def _unmigrated(alias: str) -> bool:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections[alias])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _gather_static(target: Path, progress: Progress) -> None:
    from django.core.management import call_command

    made_from = _static_fingerprint()
    mark = target / _STATIC_MARK
    if mark.is_file() and mark.read_text(encoding="ascii") == made_from:
        return
    progress("gathering style, fonts and scripts")
    shutil.rmtree(target, ignore_errors=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(made_from, encoding="ascii")


def _static_fingerprint() -> str:
    """Changes with any static file of any app: names, sizes and times, not contents (quick)."""
    from django.contrib.staticfiles.finders import get_finders

    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            seen.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return seen.hexdigest()
