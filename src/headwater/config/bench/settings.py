"""The product's settings with one page more: the bare one that the others are compared with."""

from headwater.config.settings import *  # noqa: F403

ROOT_URLCONF = "headwater.config.bench.urls"
