"""`headwater init` and `headwater serve`: a home for real use, and serving it on this machine.

The server binds to this machine's own address only. Other machines reach it through a proxy that
speaks TLS; without one, one laptop at the table is the whole installation.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from headwater.config.commands import DEFAULT_HOME
from headwater.config.launch import supervisor
from headwater.core.clock import DEMO_MARKER
from headwater.core.errors import HeadwaterError

_SETTLED = "headwater.json"
"""Stands in a home that `init` has set up."""


def init(*, admin: str | None) -> int:
    """Set the home up; print the one-time link of the administrator, if one is named."""
    home, _keys = _real_folders()
    if admin is not None and ("@" not in admin or len(admin) > 254):
        raise HeadwaterError("The administrator’s address is not an e-mail address.")
    import django

    django.setup()
    from headwater.config.launch.home import prepare
    from headwater.core import clock

    prepare(_say)
    (home / _SETTLED).write_text('{"what": "a Headwater home for real use"}\n', encoding="utf-8")
    if admin is None:
        _say("set up; invite an administrator with: headwater init --admin EMAIL")
        return 0
    from headwater.stewardship import first_administrator

    invited = first_administrator.invite(email=admin, at=clock.now())
    print(f"{_origin()}{invited.path}")
    _say("this link works once; open it after `headwater serve` has started")
    if not invited.communities:
        _say("no community yet: the link leads to founding it in the browser")
    return 0


def serve(*, port: int) -> int:
    """Bring the home up to this version and serve it until stopped."""
    home, _keys = _real_folders()
    if not (home / _SETTLED).is_file():
        raise HeadwaterError(f"{home} is not set up yet: run `headwater init` first.")
    supervisor.require_free_port(port)
    import django

    django.setup()
    from headwater.config.launch.home import prepare

    prepare(_say)
    return supervisor.supervise(
        [supervisor.web(port)],
        port=port,
        when_up=lambda: _say(f"serving {home} at http://localhost:{port}/"),
    )


def _real_folders() -> tuple[Path, Path]:
    """The data and key folders, both named by the person, apart, and no demo."""
    given = os.environ.get("HEADWATER_KEYS")
    if Path(os.environ["HEADWATER_HOME"]) == DEFAULT_HOME:
        raise HeadwaterError("Name the data folder first: set HEADWATER_HOME.")
    if not given:
        raise HeadwaterError(
            "Name the folder of the keys, apart from the data: set HEADWATER_KEYS."
        )
    home, keys = Path(os.environ["HEADWATER_HOME"]), Path(given)
    if home == keys or home in keys.parents or keys in home.parents:
        raise HeadwaterError("The keys must live apart from the data: no folder inside the other.")
    if (home / DEMO_MARKER).exists():
        raise HeadwaterError(f"{home} is a demo: start it with `headwater demo`.")
    try:
        home.mkdir(parents=True, exist_ok=True)
        keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        raise HeadwaterError(f"{problem.filename} cannot be made: {problem.strerror}.") from None
    return home, keys


def _origin() -> str:
    named = os.environ.get("HEADWATER_ORIGINS", "").split(",")[0].strip()
    return named.rstrip("/") or "http://localhost:8000"


def _say(sentence: str) -> None:
    print(f"headwater: {sentence}", file=sys.stderr, flush=True)
