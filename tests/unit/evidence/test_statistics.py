"""The statistics give the known answers."""

from __future__ import annotations

import math

import pytest

from headwater.evidence.questions import statistics


def test_wilson_reproduces_newcombes_example() -> None:
    """81 of 263: Newcombe (1998), method 3."""
    share, low, high = statistics.wilson(81, 263)
    assert share == pytest.approx(0.3080, abs=5e-5)
    assert low == pytest.approx(0.2553, abs=5e-5)
    assert high == pytest.approx(0.3662, abs=5e-5)


def test_wilson_at_the_ends_stays_within_zero_and_one() -> None:
    assert statistics.wilson(0, 20) == pytest.approx((0, 0, 0.16113), abs=1e-5)
    assert statistics.wilson(20, 20) == pytest.approx((1, 0.83887, 1), abs=1e-5)
    assert statistics.wilson(0, 0) == statistics.NOTHING


@pytest.mark.parametrize(
    ("n", "low", "high"),
    [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (10, 4.7954, 18.3904), (100, 81.3640, 121.6268)],
)
def test_poisson_interval_is_garwoods(n: int, low: float, high: float) -> None:
    estimate = statistics.poisson(n)
    assert estimate == pytest.approx((n, low, high), abs=1e-4)


def test_poisson_interval_of_large_counts_joins_the_exact_one() -> None:
    exact, near = statistics.poisson(19_990), statistics.poisson(20_010)
    assert near.low is not None
    assert exact.low is not None
    assert (20_010 - near.low) == pytest.approx(19_990 - exact.low, rel=1e-3)


def test_pair_lift_and_its_interval() -> None:
    """Multinomial 30, 20, 20, 30 of 100: lift 1.2, delta method worked out by hand."""
    lift, low, high = statistics.pair_lift(30, 50, 50, 100)
    p = [0.3, 0.2, 0.2, 0.3]
    gradient = [1 / 0.3 - 2 - 2, -2, -2, 0]
    mean = sum(a * b for a, b in zip(p, gradient, strict=True))
    variance = (sum(a * b * b for a, b in zip(p, gradient, strict=True)) - mean**2) / 100
    reach = statistics.Z * math.sqrt(variance)
    assert (lift, low, high) == pytest.approx((1.2, 1.2 * math.exp(-reach), 1.2 * math.exp(reach)))


def test_lift_of_nothing_is_nothing() -> None:
    assert statistics.pair_lift(0, 3, 4, 10) == statistics.NOTHING
    assert statistics.triple_lift(0, (1, 1, 1), (0, 0, 0), 10) == statistics.NOTHING


def test_triple_lift_of_independent_factors_is_one() -> None:
    estimate = statistics.triple_lift(125, (500, 500, 500), (250, 250, 250), 1000)
    assert estimate.value == pytest.approx(1.0)
    assert estimate.low is not None
    assert estimate.high is not None
    assert estimate.low < 1 < estimate.high


# The leukaemia trial of Freireich et al. (1963): weeks of remission, a plus where it went on.
MERCAPTOPURINE = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"


def _read(text: str) -> tuple[list[float], list[bool]]:
    parts = text.split()
    return [float(part.rstrip("+")) for part in parts], [not part.endswith("+") for part in parts]


def test_median_waits_of_the_leukaemia_trial() -> None:
    """R's survfit: 23 [16, NA] and 8 [4, 12]."""
    assert statistics.median_wait(*_read(MERCAPTOPURINE)) == (23.0, 16.0, None)
    assert statistics.median_wait(*_read(PLACEBO)) == (8.0, 4.0, 12.0)


def test_median_between_two_waits_where_survival_rests_on_one_half() -> None:
    assert statistics.median_wait([1, 2, 3, 4], [True] * 4).value == 2.5


def test_median_is_unknown_while_fewer_than_half_were_reached() -> None:
    estimate = statistics.median_wait([1, 5, 5, 5], [True, False, False, False])
    assert estimate.value is None
    assert statistics.median_wait([], []) == statistics.NOTHING
