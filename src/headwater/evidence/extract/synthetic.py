"""Synthetic extracts of any size, with planted truths written beside them in `truth.json`.

No living person stands behind a row. Rows are drawn in batches from seeded generators, so that
memory is bounded and the same seed gives the same rows on any machine. Planted are: pairs of
factors that go together, a pair that does not, a step in a trend, and latent groups.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from headwater.core.zones import add_months
from headwater.vocabulary import registry
from headwater.vocabulary.masks import WORD_BITS, WORDS

from ..errors import ExtractError
from . import manifest, schema, writer

BATCH = 250_000
LAST_MONTH = date(2025, 12, 1)
FACTORS_EACH = 7.0
ASSOCIATIONS = 5
GROUPS = ((0.12, 5), (0.10, 5), (0.08, 4))  # share of discussions, factors raised
LIFT = 3.0
GROUP_LIFT = 4.0
STEP = 2.0
TRUTH = "truth.json"
Floats = NDArray[np.float32]
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """What is drawn: factor rates, which pairs and groups are planted, where a trend steps."""

    discussions: int
    seed: int
    tables: int
    months: tuple[date, ...]
    codes: tuple[str, ...]
    rates: Floats
    pairs: tuple[tuple[int, int], ...]
    null_pair: tuple[int, int]
    groups: tuple[tuple[float, tuple[int, ...]], ...]
    step: tuple[int, int]  # factor, index of the first month after


def plan(discussions: int, seed: int, tables: int, months: int) -> Plan:
    """Choose what to plant. Each planted factor serves one purpose, so its truth is exact."""
    if discussions < 1 or tables < 1 or months < 2:
        raise ExtractError(
            "A synthetic extract needs at least one discussion, one table and two months."
        )
    codes = tuple(registry.current("risk_factors").codes)
    generator = np.random.default_rng([seed, 0])
    weights = 1.0 / (np.arange(len(codes)) + 3.0) ** 0.9
    rates = generator.permutation(weights / weights.sum() * FACTORS_EACH)
    # Planted factors are of the middle: common enough to find, rare enough to be raised.
    order = [int(index) for index in np.argsort(-rates)]
    middle = iter(int(index) for index in generator.permutation(order[8:60]))
    pairs = tuple((next(middle), next(middle)) for _ in range(ASSOCIATIONS))
    groups = tuple((share, tuple(next(middle) for _ in range(count))) for share, count in GROUPS)
    first = add_months(LAST_MONTH, 1 - months)
    return Plan(
        discussions,
        seed,
        tables,
        tuple(add_months(first, step) for step in range(months)),
        codes,
        np.minimum(rates, 0.6).astype(np.float32),
        pairs,
        (next(middle), next(middle)),
        groups,
        (next(middle), months // 2),
    )


def truth(planned: Plan) -> dict[str, Any]:
    """The planted truths, as expected shares and lifts among accepted discussions."""
    codes, rates = planned.codes, planned.rates
    factor, month = planned.step
    raised = {index: share for share, members in planned.groups for index in members}
    return {
        "discussions": planned.discussions,
        "seed": planned.seed,
        "tables": planned.tables,
        "months": [f"{each:%Y-%m}" for each in planned.months],
        "accepted_share": ACCEPTED,
        "factor_rates": {
            code: round(_expected_rate(planned, index, raised), 6)
            for index, code in enumerate(codes)
        },
        "associations": [
            {"a": codes[a], "b": codes[b], "lift": round(_pair_lift(rates[a], rates[b]), 6)}
            for a, b in planned.pairs
        ],
        "null_pair": {"a": codes[planned.null_pair[0]], "b": codes[planned.null_pair[1]]},
        "step": {
            "factor": codes[factor],
            "month": f"{planned.months[month]:%Y-%m}",
            "before": round(float(rates[factor]), 6),
            "after": round(min(0.9, float(rates[factor]) * STEP), 6),
        },
        "latent_groups": [
            {"share": share, "factors": [codes[index] for index in members], "times": GROUP_LIFT}
            for share, members in planned.groups
        ],
    }


def _expected_rate(planned: Plan, index: int, raised: dict[int, float]) -> float:
    rate = float(planned.rates[index])
    if index in raised:
        share = raised[index]
        return share * min(0.9, rate * GROUP_LIFT) + (1 - share) * rate
    if index == planned.step[0]:
        after = 1 - planned.step[1] / len(planned.months)
        return (1 - after) * rate + after * min(0.9, rate * STEP)
    return rate


def _pair_lift(a: float, b: float) -> float:
    """The lift of a planted pair: b is drawn three times as often where a is, and less elsewhere
    so that its own rate stays what it is."""
    return min(LIFT, 0.9 / float(b), 1 / float(a))


ACCEPTED = 0.94


def draw(planned: Plan, number: int, size: int) -> dict[str, NDArray[Any]]:
    """One batch of rows as numpy arrays: words of factors and indices into code lists."""
    generator = np.random.default_rng([planned.seed, number + 1])
    month = generator.integers(0, len(planned.months), size, dtype=np.int16)
    words = _factor_words(planned, generator, month, size)
    return words | {
        "month": month,
        "day": generator.integers(0, 28, size, dtype=np.int8),
        "wait": generator.integers(0, 4, size, dtype=np.int8),
        "table_no": (generator.random(size) ** 2 * planned.tables).astype(np.int16),
        "accepted": generator.random(size) < ACCEPTED,
        "reason": generator.integers(0, 5, size, dtype=np.int8),
        "type_no": _choice(generator, (0.74, 0.21, 0.03, 0.02), size),
        "age_no": _choice(generator, (0.02, 0.05, 0.17, 0.2, 0.13, 0.17, 0.17, 0.09), size),
        "sex_no": _choice(generator, (0.45, 0.5, 0.03, 0.02), size),
        "origin": _skewed(generator, size),
        "lead": _skewed(generator, size),
        "helps": generator.integers(0, 4, size, dtype=np.int8),
        "help_1": _skewed(generator, size),
        "help_2": _skewed(generator, size),
        "help_3": _skewed(generator, size),
        "concluded": _choice(
            generator, (0.38, 0.06, 0.1, 0.15, 0.05, 0.08, 0.08, 0.03, 0.01, 0.02, 0.02, 0.02), size
        ),
        "open_days": generator.gamma(2.0, 12.0, size).astype(np.int32) + 1,
        "contact": generator.lognormal(3.2, 0.7, size).astype(np.float32),
        "connect": generator.lognormal(5.0, 0.9, size).astype(np.float32),
        "mobilized": generator.integers(0, 4, size, dtype=np.int8),
        "state_no": generator.integers(0, 10**6, size, dtype=np.int32),
        "service_no": generator.integers(0, 10**6, size, dtype=np.int32),
        "extra": generator.integers(0, 2**62, size, dtype=np.int64),
        "door": generator.random(size).astype(np.float32),
    }


def _factor_words(
    planned: Plan, generator: np.random.Generator, month: NDArray[np.int16], size: int
) -> dict[str, NDArray[np.int64]]:
    """Each factor drawn by its rate, changed where it was planted."""
    group = np.searchsorted(
        np.cumsum([share for share, _ in planned.groups]), generator.random(size), side="right"
    )
    words = [np.zeros(size, dtype=np.int64) for _ in range(WORDS)]
    raised = {index: number for number, (_, all_) in enumerate(planned.groups) for index in all_}
    partner = {b: a for a, b in planned.pairs}
    for index in _drawing_order(planned):
        rate = planned.rates[index]
        chance: Floats | np.float32 = rate
        if index in raised:
            high = np.float32(min(0.9, rate * GROUP_LIFT))
            chance = np.where(group == raised[index], high, rate)
        elif index == planned.step[0]:
            high = np.float32(min(0.9, rate * STEP))
            chance = np.where(month >= planned.step[1], high, rate)
        elif index in partner:
            a = partner[index]
            has = (words[a // WORD_BITS] >> (a % WORD_BITS)) & 1
            high = np.float32(rate * _pair_lift(planned.rates[a], rate))
            low = (rate - planned.rates[a] * high) / (1 - planned.rates[a])
            chance = np.where(has == 1, high, low)
        drawn = generator.random(size, dtype=np.float32) < chance
        words[index // WORD_BITS] |= drawn.astype(np.int64) << (index % WORD_BITS)
    return {f"factors_{number}": word for number, word in enumerate(words)}


def _drawing_order(planned: Plan) -> Iterator[int]:
    """Partners last: whether they are drawn depends on their other half."""
    later = [b for _, b in planned.pairs]
    yield from (index for index in range(len(planned.codes)) if index not in later)
    yield from later


def _choice(
    generator: np.random.Generator, shares: tuple[float, ...], size: int
) -> NDArray[np.int8]:
    edges = np.cumsum(shares) / sum(shares)
    return np.searchsorted(edges, generator.random(size), side="right").astype(np.int8)


def _skewed(generator: np.random.Generator, size: int) -> NDArray[np.int8]:
    """An index into the sectors: the first ones come most often, as policing does."""
    count = len(registry.current("sectors"))
    return (generator.random(size) ** 1.8 * count).astype(np.int8)


def _sql_list(codes: tuple[str, ...]) -> str:
    return "[" + ", ".join(f"'{code}'" for code in codes) + "]"


def _service_sql(codes: dict[str, str], sectors: str, number: int) -> str:
    """One mobilization of a row as a struct, drawn from the row's numbers."""
    count = len(registry.current("services"))
    states = len(registry.current("mobilization_states"))
    service = f"(service_no // {number + 1} + {number * 7}) % {count} + 1"
    return (
        f"{{'service': {codes['services']}[{service}], 'sector': {sectors}[{service}], "
        f"'state': {codes['mobilization_states']}[state_no // {number + 1} % {states} + 1]}}"
    )


def _select(planned: Plan) -> str:
    """The SQL that turns a batch of indices into rows of the schema."""
    codes = {name: _sql_list(registry.current(name).codes) for name in schema.LISTS}
    groups = _sql_list(tuple(e.category or e.code for e in registry.current("conclusions")))
    sectors = codes["sectors"]
    service_sector = _sql_list(tuple(str(e.get("sector")) for e in registry.current("services")))
    months = "[" + ", ".join(f"DATE '{month}'" for month in planned.months) + "]"
    horizon = f"DATE '{add_months(planned.months[-1], 1)}'"
    protective, flags = (len(registry.current(n)) for n in ("protective_factors", "study_flags"))
    gap_kinds = len(registry.current("gap_kinds"))
    if_accepted = {
        "vocabulary_version": f"'{registry.bundle_version()}'",
        "decided": "decided_on",
        "age_group": f"CASE WHEN type_no = 0 THEN {codes['age_groups']}[age_no + 1] END",
        "sex": f"CASE WHEN type_no = 0 THEN {codes['sexes']}[sex_no + 1] END",
        "conclusion_group": f"CASE WHEN closed THEN {groups}[concluded + 1] END",
        "conclusion_reason": f"CASE WHEN closed THEN {codes['conclusions']}[concluded + 1] END",
        "lead_sector": f"{sectors}[lead + 1]",
        "assisting_sectors": (
            f"list_distinct([{sectors}[help_1 + 1], {sectors}[help_2 + 1], "
            f"{sectors}[help_3 + 1]][1:helps])"
        ),
        "factors_0": "factors_0",
        "factors_1": "factors_1",
        "factors_2": "factors_2",
        "factors": "list_concat(list_concat("
        + ", ".join(
            f"list_filter(range({WORD_BITS * word}, {WORD_BITS * (word + 1)}), "
            f"lambda p: (factors_{word} >> (p - {WORD_BITS * word})) & 1 = 1)"
            + (")" if word == 1 else "")
            for word in range(WORDS)
        )
        + ")",
        "protective": f"list_sort(list_distinct([extra % {protective}, extra // 97 % {protective}]"
        "[1:1 + extra // 9409 % 2]))",
        "flags": f"list_sort(list_distinct([extra // 31 % {flags}, extra // 1009 % {flags}]"
        "[1:extra // 7 % 3]))",
        "gaps": f"CASE WHEN extra // 13 % 5 = 0 THEN [extra // 65 % {gap_kinds}] ELSE [] END",
        "contact_hours": "CASE WHEN contact < observed THEN contact END",
        "connection_hours": (
            "CASE WHEN contact < observed AND contact + connect < observed "
            "THEN contact + connect END"
        ),
        "observed_hours": "observed",
        "days_open": "CASE WHEN closed THEN open_days END",
        "services": f"[{', '.join(_service_sql(codes, service_sector, k) for k in range(3))}]"
        "[1:mobilized]",
        "police_at_door": "CASE WHEN door < 0.8 THEN door < 0.35 END",
    }
    always = {
        "row": "row_number() OVER () + $offset",
        "table_code": "'table-' || (table_no + 1)",
        "opened": "opened_on",
        "type": f"{codes['discussion_types']}[type_no + 1]",
        "decision": "CASE WHEN accepted THEN 'accepted' ELSE 'rejected' END",
        "rejection_reason": f"CASE WHEN NOT accepted THEN {codes['rejection_reasons']}"
        "[reason + 1] END",
        "originating_sector": f"{sectors}[origin + 1]",
        "returning": "NULL",
    }
    listed = ",\n".join(
        f"CAST({always.get(name) or f'CASE WHEN accepted THEN {if_accepted[name]} END'} "
        f'AS {column.type}) AS "{name}"'
        for name, column in schema.COLUMNS.items()
    )
    return f"""
        WITH dated AS (
          SELECT *, {months}[month + 1] + day AS opened_on,
            {months}[month + 1] + day + wait AS decided_on FROM batch),
        followed AS (
          SELECT *, decided_on + open_days < {horizon} AS closed,
            24.0 * least(open_days, greatest({horizon} - decided_on, 0)) AS observed FROM dated)
        SELECT {listed} FROM followed"""  # noqa: S608


def build(
    target: Path,
    *,
    discussions: int,
    seed: int,
    at: datetime,
    tables: int = 1,
    months: int = 36,
    progress: Progress = lambda _: None,
) -> Path:
    """Write a synthetic extract into `target` (new, empty, or an earlier synthetic one)."""
    planned = plan(discussions, seed, tables, months)
    _may_replace(target)
    with writer.temporary_folder(target.absolute().parent) as folder:
        _write_discussions(folder, planned, progress)
        months_met = [row for table in range(tables) for row in _meetings(planned, table)]
        counts = {
            "discussions": discussions,
            "meetings": writer.write_table(folder, "meetings", months_met),
            "follow_ups": writer.write_table(folder, "follow_ups", ()),
        }
        (folder / TRUTH).write_text(
            json.dumps(truth(planned), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        found = writer.facts(
            folder,
            at=at,
            kind=schema.Kind.LOCAL.value,
            synthetic=True,
            zone="America/Toronto",
            rows=counts,
            vocabulary=manifest.vocabulary_facts({registry.bundle_version()}),
            seed=seed,
        )
        manifest.write(folder, found)
        return writer.publish(folder, target)


def _write_discussions(folder: Path, planned: Plan, progress: Progress) -> None:
    parts = folder / "parts"
    parts.mkdir()
    select = _select(planned)
    connection = writer.connect(folder)
    try:
        done = 0
        for number in range(-(-planned.discussions // BATCH)):
            size = min(BATCH, planned.discussions - done)
            batch = draw(planned, number, size)
            connection.register("batch", batch)
            path = writer.quoted(parts / f"{number:05}.parquet")
            connection.execute(
                f"COPY ({select.replace('$offset', str(done))}) TO '{path}' "
                "(FORMAT parquet, COMPRESSION zstd)"
            )
            connection.unregister("batch")
            done += size
            progress(f"{done:,} of {planned.discussions:,} discussions")
        _join(connection, parts, folder / "discussions.parquet")
    finally:
        connection.close()


def _join(connection: duckdb.DuckDBPyConnection, parts: Path, target: Path) -> None:
    """Make one file of the parts, in their order, and take the parts away."""
    connection.execute(
        f"COPY (SELECT * FROM read_parquet('{writer.quoted(parts)}/*.parquet')) "  # noqa: S608
        f"TO '{writer.quoted(target)}' (FORMAT parquet, COMPRESSION zstd)"
    )
    for path in parts.iterdir():
        path.unlink()
    parts.rmdir()


def _meetings(planned: Plan, table: int) -> Iterator[dict[str, Any]]:
    generator = np.random.default_rng([planned.seed, 0, table])
    for month in planned.months:
        agencies = int(generator.integers(12, 24))
        yield {
            "table_code": f"table-{table + 1}",
            "month": month,
            "held": int(generator.integers(6, 10)),
            "agencies_present": agencies,
            "seats_present": agencies + int(generator.integers(0, 8)),
            "agencies_seated": 24,
        }


def _may_replace(target: Path) -> None:
    """Refuse to write over anything but an earlier synthetic extract."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    if (target / manifest.NAME).is_file() and manifest.read(target)["synthetic"]:
        return
    raise ExtractError(f"{target} is not empty: name a new folder for the synthetic extract.")
