"""The product's settings with only the rooms the vault stands on: starts and migrates quickly.

Takes `HEADWATER_HOME` and `HEADWATER_KEYS` as they are given; both stores are files there.
"""

from __future__ import annotations

import os

os.environ.pop("HEADWATER_DATABASE", None)
os.environ.pop("HEADWATER_KEYS_DATABASE", None)

from headwater.config.settings import *  # noqa: F403

INSTALLED_APPS = [
    "headwater.core",
    "headwater.audit",
    "headwater.accounts",
    "headwater.network",
    "headwater.vault",
    "django.contrib.auth",
    "django.contrib.contenttypes",
]
MIDDLEWARE: list[str] = []
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
