"""The product's own settings, in a home of its own for each test process, thrown away at the end.

Differs only where a test would otherwise wait (password hashing) or need a build step (hashed
static names). Databases are files, not memory: several threads may write at once, as in real life.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_HOME = Path(tempfile.mkdtemp(prefix="headwater-test-"))
_MAKER = os.getpid()


def _throw_away() -> None:
    # A forked child must not remove what its parent still uses.
    if os.getpid() == _MAKER:
        shutil.rmtree(_HOME, ignore_errors=True)


atexit.register(_throw_away)
os.environ["HEADWATER_HOME"] = str(_HOME / "home")
os.environ["HEADWATER_KEYS"] = str(_HOME / "keys")
os.environ.pop("HEADWATER_PRODUCTION", None)

from headwater.config.settings import *  # noqa: E402, F403
from headwater.config.settings import DATABASES, STORAGES  # noqa: E402

for _alias, _database in DATABASES.items():
    if _database["ENGINE"].endswith("sqlite3"):
        _database["TEST"] = {"NAME": str(_HOME / f"{_alias}.sqlite3")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
