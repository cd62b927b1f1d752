"""Two stores, never together: where each is, and which models go there."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps

from headwater.config import databases
from headwater.config.databases import KeyStoreRouter


@pytest.fixture(autouse=True)
def embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment names no server."""
    for name in ("HEADWATER_DATABASE", "HEADWATER_KEYS_DATABASE", "HEADWATER_KEYS"):
        monkeypatch.delenv(name, raising=False)


def test_without_a_server_both_stores_are_files_in_their_own_folders(tmp_path: Path) -> None:
    found = databases.configured(tmp_path / "home", tmp_path / "keys")
    assert found["default"]["NAME"] == tmp_path / "home" / "headwater.sqlite3"
    assert found["keys"]["NAME"] == tmp_path / "keys" / "wrapped-keys.sqlite3"
    assert all(each["OPTIONS"]["transaction_mode"] == "IMMEDIATE" for each in found.values())


def test_a_server_may_hold_the_records_while_the_keys_stay_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEADWATER_DATABASE", "postgresql://host/records")
    found = databases.configured(tmp_path / "home", tmp_path / "keys")
    assert found["default"]["ENGINE"].endswith("postgresql")
    assert found["keys"]["ENGINE"].endswith("sqlite3")


def test_the_address_of_a_server_is_read_in_every_part() -> None:
    found = databases.postgresql("postgresql://o%40k:p%2Fw@db.example:5433/head?sslmode=require")
    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "head",
        "USER": "o@k",
        "PASSWORD": "p/w",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_the_keys_of_a_demo_stand_beside_its_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEADWATER_HOME", str(tmp_path / "demo"))
    assert databases.keys_folder() == tmp_path / "demo-keys"
    monkeypatch.setenv("HEADWATER_KEYS", str(tmp_path / "elsewhere"))
    assert databases.keys_folder() == tmp_path / "elsewhere"


def test_only_wrapped_keys_go_to_the_key_store() -> None:
    router = KeyStoreRouter()
    there = {
        model._meta.label
        for model in apps.get_models()
        if router.db_for_write(model) == databases.KEY_STORE
    }
    assert there == {"vault.WrappedKey"}
    for model in apps.get_models():
        home = router.db_for_read(model)
        label, name = model._meta.app_label, model._meta.model_name
        for alias in ("default", databases.KEY_STORE):
            assert router.allow_migrate(alias, label, name) == (alias == home), (alias, name)
