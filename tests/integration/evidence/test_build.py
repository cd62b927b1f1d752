"""The one bridge from live rows to the extract: what crosses, and what never does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction

from headwater.audit import trail
from headwater.audit.models import Entry
from headwater.core.privacy import PrivacyClass
from headwater.core.zones import first_of_month
from headwater.evidence.engine import Extract
from headwater.evidence.errors import ExtractError
from headwater.evidence.extract import build as bridge
from headwater.evidence.extract import manifest, schema, writer
from headwater.evidence.extract.selectors import was_built_here
from headwater.table.discussions.models import Discussion
from headwater.vocabulary import registry
from tests.extracts import accepted, columns_of, everything_in, rejected, rows_of
from tests.integration.evidence.conftest import History
from tests.situations import S1, S2

pytestmark = pytest.mark.django_db
OF_A_REJECTED = {
    "row",
    "table_code",
    "opened",
    "type",
    "originating_sector",
    "decision",
    "rejection_reason",
}


def _held(row: dict[str, Any]) -> set[str]:
    return {name for name, value in row.items() if value is not None}


def test_a_row_for_each_decided_discussion_and_a_rejected_one_keeps_six_facts(
    history: History,
) -> None:
    situations = history.situations
    situations.brought(**S2)
    situations.rejected()
    situations.proposed(**S2)
    folder = history.build()
    rows = rows_of(folder)
    assert [row["decision"] for row in rows] == ["rejected"]
    assert _held(rows[0]) == OF_A_REJECTED
    assert rows[0]["rejection_reason"] == "single-agency"
    assert manifest.read(folder)["rows"]["discussions"] == 1


def test_an_accepted_row_says_what_the_table_recorded(history: History) -> None:
    response = history.worked()
    folder = history.build()
    (row,) = rows_of(folder)
    lists = registry.bundle(row["vocabulary_version"])
    codes = [code for code, n in lists["risk_factors"].positions.items() if n in row["factors"]]
    assert sorted(codes) == sorted(S1["factors"])
    assert row["table_code"] == "riverbend/riverbend"
    assert (row["type"], row["age_group"], row["sex"]) == ("family", None, None)
    assert (row["originating_sector"], row["lead_sector"]) == (
        "policing",
        "mental-health-addictions",
    )
    assert row["assisting_sectors"] == ["child-welfare"]
    assert (row["contact_hours"], row["connection_hours"]) == (5.0, 8.0)
    assert row["observed_hours"] == pytest.approx(10 + 1 / 60)
    gap = lists["gap_kinds"].positions["not-accessible"]
    assert row["gaps"] == [gap]
    assert [dict(each) for each in row["services"]] == [
        {"service": "counselling", "sector": "mental-health-addictions", "state": "connected"}
    ]
    assert row["conclusion_group"] is None
    assert row["days_open"] is None
    assert row["opened"] == response.discussion.opened == date(2026, 3, 3)
    masks = [row[f"factors_{number}"] for number in range(3)]
    bits = [word * 53 + bit for word in range(3) for bit in range(53) if masks[word] >> bit & 1]
    assert bits == row["factors"]


def test_what_is_concluded_after_the_build_is_open_in_it(history: History) -> None:
    history.situations.concluded()
    before = history.at - timedelta(minutes=1)
    discussion = Discussion.objects.get()
    assert discussion.concluded_at and discussion.concluded_at > before
    (row,) = rows_of(history.build(at=before))
    assert (row["conclusion_group"], row["conclusion_reason"], row["days_open"]) == (None,) * 3
    (row,) = rows_of(history.build())
    assert row["conclusion_reason"] == "risk-lowered.connected-here"
    assert row["conclusion_group"] == "risk-lowered"
    assert row["days_open"] == 0


def test_what_is_decided_after_the_build_is_not_in_it(history: History) -> None:
    history.situations.at_filter_three()
    folder = history.build(at=history.at - timedelta(hours=1))
    assert rows_of(folder) == []
    with Extract.open(folder) as extract:
        assert extract.period is None


def test_meetings_are_counted_by_month(history: History) -> None:
    history.situations.closed_meeting()
    (row,) = rows_of(history.build(), "meetings")
    assert row == {
        "table_code": "riverbend/riverbend",
        "month": date(2026, 3, 1),
        "held": 1,
        "agencies_present": 7,
        "seats_present": row["seats_present"],
        "agencies_seated": 8,
    }
    assert row["seats_present"] >= 7


def test_a_pooled_build_knows_months_only(history: History) -> None:
    history.worked()
    history.situations.rejected(**S2)
    folder = history.build(kind="pooled", at=history.at + timedelta(days=45))
    rows = rows_of(folder)
    assert len(rows) == 2
    for row in rows:
        assert row["opened"] == first_of_month(row["opened"])
        assert row["decided"] is None or row["decided"] == first_of_month(row["decided"])
    (kept,) = (row for row in rows if row["decision"] == "accepted")
    # Forty-five days and some hours were observed: the day of the build must not tell the rest.
    assert kept["observed_hours"] == 720.0
    assert kept["contact_hours"] == 5.0
    assert manifest.read(folder)["kind"] == "pooled"
    early = history.build(kind="pooled")
    (kept,) = (row for row in rows_of(early) if row["decision"] == "accepted")
    assert kept["observed_hours"] == kept["connection_hours"] == 8.0


def test_the_files_hold_exactly_the_columns_of_the_allow_list(history: History) -> None:
    folder = history.build()
    for table, columns in schema.TABLES.items():
        assert columns_of(folder, table) == [(column.name, column.type) for column in columns]
    listed = {path.name for path in folder.iterdir()}
    assert listed == {"manifest.json", *(f"{table}.parquet" for table in schema.TABLES)}


def test_the_manifest_carries_the_lists_its_codes_belong_to(history: History) -> None:
    history.situations.at_filter_three()
    found = manifest.read(history.build())
    version = registry.bundle_version()
    assert set(found["vocabulary"]) == {version}
    risk = found["vocabulary"][version]["risk_factors"]
    assert risk["positions"] == registry.bundle(version)["risk_factors"].positions
    assert set(found["vocabulary"][version]) == set(schema.LISTS)
    assert found["zone"] == "America/Toronto"
    assert found["period"] == {"first": "2026-03-03", "last": "2026-03-03"}
    assert not found["synthetic"]


def _privacy(model: type[models.Model]) -> dict[str, object]:
    declared: dict[str, object] = {}
    for part in reversed(model.__mro__):
        privacy = part.__dict__.get("Privacy")
        for layer in reversed(privacy.__mro__) if privacy else ():
            declared |= {k: v for k, v in vars(layer).items() if not k.startswith("_")}
    return declared


DELICATE = {PrivacyClass.IDENTIFIER, PrivacyClass.FREE_TEXT, PrivacyClass.SECRET}


def _delicate_fields() -> Iterator[tuple[type[models.Model], models.Field[Any, Any]]]:
    for model in apps.get_models():
        if not model.__module__.startswith("headwater."):
            continue
        declared = _privacy(model)
        for field in model._meta.concrete_fields:
            if declared.get(field.name) in DELICATE and not field.is_relation:
                yield model, field


def _plant() -> int:
    """Write a mark into every delicate field that takes text, past all services."""
    planted = 0
    for model, field in _delicate_fields():
        if model._meta.label.startswith("audit.") or not isinstance(
            field, models.CharField | models.TextField | models.JSONField
        ):
            continue
        for row in model._default_manager.all():
            mark: Any = f"planted-{model._meta.label}-{field.name}-{row.pk}"
            if isinstance(field, models.CharField) and field.max_length:
                mark = f"pl{row.pk}anted"[-field.max_length :] if field.max_length < 40 else mark
            if isinstance(field, models.JSONField):
                mark = {"planted": mark}
            try:
                with transaction.atomic():
                    planted += model._default_manager.filter(pk=row.pk).update(**{field.name: mark})
            except DatabaseError:
                continue  # a constraint holds the field; its own text stands there
    return planted


def test_nothing_that_could_name_anyone_crosses(history: History) -> None:
    history.screened()
    history.worked()
    history.situations.rejected(**S2)
    history.situations.concluded()
    assert _plant() > 30
    folder = history.build()
    held = everything_in(folder)
    assert "planted" not in held
    for seat in (history.cast.chair, history.cast.counsellor):
        assert seat.person.email not in held


def test_no_reference_of_the_live_system_crosses(history: History) -> None:
    history.screened()
    history.worked()
    history.situations.closed_meeting()
    held = everything_in(history.build())
    references = [
        value
        for model in apps.get_models()
        if model.__module__.startswith("headwater.")
        for field in model._meta.concrete_fields
        if field.name == "reference"
        for value in model._default_manager.values_list("reference", flat=True)
    ]
    assert len(references) > 40
    assert [reference for reference in references if reference in held] == []


@pytest.mark.parametrize("table", schema.TABLES)
def test_no_column_is_drawn_from_a_field_that_names_tells_or_keeps_secret(table: str) -> None:
    sources = {source for column in schema.TABLES[table] for source in column.sources}
    for source in sources:
        label, _, name = source.rpartition(".")
        model = apps.get_model(label)
        declared = _privacy(model)
        assert declared[name] in {PrivacyClass.QUASI_IDENTIFIER, PrivacyClass.OPERATIONAL}, source


def test_a_build_is_recorded_before_it_appears(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = history.build()
    identity = manifest.identity(folder)
    assert was_built_here(identity)
    assert not was_built_here("0" * 64)
    entry = Entry.objects.get(action="extract.built")
    assert json.loads(entry.detail) == {"kind": "local", "sha256": identity}

    def unable(*_: object, **__: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(trail, "record", unable)
    with pytest.raises(DatabaseError):
        history.build(at=history.at + timedelta(days=1))
    assert [path.name for path in history.parent.joinpath("extracts").iterdir()] == [folder.name]


def test_a_build_cut_short_leaves_nothing(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.situations.at_filter_three()
    history.situations.rejected(**S2)
    read = bridge._row
    calls = []

    def cut(*given: Any) -> Any:
        calls.append(given)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return read(*given)

    monkeypatch.setattr(bridge, "_row", cut)
    with pytest.raises(KeyboardInterrupt):
        history.build()
    assert list(history.parent.joinpath("extracts").iterdir()) == []
    assert not Entry.objects.filter(action="extract.built").exists()


def test_it_says_how_far_it_is(history: History) -> None:
    history.situations.at_filter_three()
    said: list[str] = []
    folder = history.build(progress=said.append)
    assert said == ["1 discussions read", f"1 discussions in {folder.name}"]


def test_a_build_may_stand_anywhere(history: History, tmp_path: Path) -> None:
    folder = history.build(out=tmp_path / "elsewhere" / "deep")
    assert folder.parent == tmp_path / "elsewhere" / "deep"


def test_rows_lose_the_order_of_the_live_system(tmp_path: Path) -> None:
    rows = [accepted(f"2026-01-{day:02}", days_open=day) for day in range(1, 29)] * 10
    orders = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        writer.write_table(folder, "discussions", rows)
        written = rows_of(folder)
        assert [row["row"] for row in written] == list(range(1, 281))
        orders.append([row["days_open"] for row in written])
    assert orders[0] != orders[1]
    assert orders[0] != [row["days_open"] for row in rows]
    assert sorted(orders[0]) == sorted(orders[1])


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (accepted("2026-01-05") | {"name": "planted"}, "A column is not in the allow-list: name."),
        (
            rejected("2026-01-05") | {"age_group": "40-59"},
            "A rejected row holds more than a rejected row may.",
        ),
        (
            accepted("2026-01-05") | {"factors": [159]},
            "A list above 159 risk factors does not fit the extract: shorten the list.",
        ),
    ],
)
def test_the_writer_refuses_what_the_schema_does_not_name(
    tmp_path: Path, row: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ExtractError, match=sentence.replace(".", r"\.")):
        writer.write_table(tmp_path, "discussions", [row])


def test_an_earlier_build_of_that_name_makes_way_whole(tmp_path: Path) -> None:
    target = tmp_path / "build"
    for text in ("first", "second"):
        with writer.temporary_folder(tmp_path) as folder:
            (folder / "a").write_text(text, encoding="utf-8")
            writer.publish(folder, target)
    assert (target / "a").read_text(encoding="utf-8") == "second"
    assert [path.name for path in tmp_path.iterdir()] == ["build"]
