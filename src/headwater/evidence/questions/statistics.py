"""The honest statistics of the questions, written out: no library, so that each can be read.

All intervals are 95 %. Shares: Wilson (1927) without continuity correction. Rates: exact Poisson
after Garwood (1936). Lifts: delta method on the logarithm. Medians of waiting times:
Kaplan and Meier (1958), interval after Brookmeyer and Crowley with the logarithmic band, as R's
`survfit` gives it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

Z = 1.959963984540054
_TAIL = 0.025
_HALF = 0.5
_LARGE = 20_000


class Estimate(NamedTuple):
    """A value with the ends of its interval; None where there is none."""

    value: float | None
    low: float | None
    high: float | None


NOTHING = Estimate(None, None, None)


def wilson(n: int, of: int) -> Estimate:
    """The share n/of with Wilson's score interval; nothing where `of` is zero."""
    if of <= 0:
        return NOTHING
    share = n / of
    weight = Z * Z / of
    middle = (share + weight / 2) / (1 + weight)
    half = Z * math.sqrt(share * (1 - share) / of + weight / (4 * of)) / (1 + weight)
    low = 0.0 if n == 0 else max(0.0, middle - half)
    high = 1.0 if n == of else min(1.0, middle + half)
    return Estimate(share, low, high)


def poisson(n: int, of: int = 0) -> Estimate:
    """A count as a rate per period, with Garwood's exact interval. `of` is not used."""
    low = 0.0 if n == 0 else _gamma_quantile(n, _TAIL)
    return Estimate(float(n), low, _gamma_quantile(n + 1, 1 - _TAIL))


def _gamma_quantile(shape: int, chance: float) -> float:
    """x with P(shape, x) = chance, by bisection on the regularized incomplete gamma function."""
    if shape > _LARGE:
        # Wilson and Hilferty (1931): beyond this the cube differs from the exact by under 1e-9.
        reach = -Z if chance < 0.5 else Z
        return shape * (1 - 1 / (9 * shape) + reach / (3 * math.sqrt(shape))) ** 3
    spread = math.sqrt(shape) * 12 + 40
    low, high = max(0.0, shape - spread), shape + spread
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if _lower_gamma(shape, middle) < chance:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _lower_gamma(shape: int, x: float) -> float:
    """The regularized lower incomplete gamma function P(shape, x): series, or Lentz's fraction."""
    if x <= 0:
        return 0.0
    front = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    if x < shape + 1:
        term = total = 1.0 / shape
        step = shape
        while term > total * 1e-16:
            step += 1
            term *= x / step
            total += term
        return min(1.0, total * front)
    b = x + 1.0 - shape
    c, d = 1e300, 1.0 / b
    fraction = d
    for step in range(1, 100_000):
        a = -step * (step - shape)
        b += 2.0
        d = 1.0 / (a * d + b or 1e-300)
        c = b + a / c or 1e-300
        change = c * d
        fraction *= change
        if abs(change - 1) < 1e-15:
            break
    return max(0.0, 1.0 - front * fraction)


def _around(lift: float, variance: float) -> Estimate:
    reach = Z * math.sqrt(max(0.0, variance))
    return Estimate(lift, lift * math.exp(-reach), lift * math.exp(reach))


def pair_lift(both: int, a: int, b: int, total: int) -> Estimate:
    """How many times more often two factors meet than if they were independent.

    lift = both·total / (a·b). The variance of its logarithm is that of a ratio of multinomial
    proportions (delta method), total fixed.
    """
    if not (both and a and b):
        return NOTHING
    p, pa, pb = both / total, a / total, b / total
    variance = (1 / p - 1 / pa - 1 / pb + 2 * p / (pa * pb) - 1) / total
    return _around(p / (pa * pb), variance)


def triple_lift(
    all_three: int, singles: tuple[int, int, int], pairs: tuple[int, int, int], total: int
) -> Estimate:
    """The same for three: against all three being independent. `pairs`: ab, ac, bc."""
    if not all_three:
        return NOTHING
    pa, pb, pc = (single / total for single in singles)
    ab, ac, bc = (pair / total for pair in pairs)
    p = all_three / total
    met = ab / (pa * pb) + ac / (pa * pc) + bc / (pb * pc)
    variance = (1 / p - 1 / pa - 1 / pb - 1 / pc + 2 * met - 4) / total
    return _around(p / (pa * pb * pc), variance)


def median_wait(waits: Sequence[float] | Floats, reached: Sequence[bool] | Bools) -> Estimate:
    """The Kaplan–Meier median of waiting times with its interval.

    `waits` in any unit: to the event where `reached`, else to the end of observation. Each part
    is None where its curve never falls to one half.
    """
    curve = _kaplan_meier(np.asarray(waits, dtype=float), np.asarray(reached, dtype=bool))
    return Estimate(_half(curve), *(_first(curve.times, band <= _HALF) for band in curve.bands))


class _Curve(NamedTuple):
    """Survival at each time something happened, with its lower and upper band."""

    times: Floats
    survival: Floats
    bands: tuple[Floats, Floats]


def _kaplan_meier(waits: Floats, reached: Bools) -> _Curve:
    """The product-limit estimate with Greenwood's variance and the logarithmic band."""
    times, place = np.unique(waits, return_inverse=True)
    events = np.bincount(place, weights=reached, minlength=len(times))
    leaving = np.bincount(place, minlength=len(times))
    at_risk = len(waits) - np.concatenate([[0], np.cumsum(leaving)[:-1]]) if len(times) else events
    happened = events > 0
    times, events, at_risk = times[happened], events[happened], at_risk[happened]
    survival = np.cumprod(1 - events / at_risk)
    left = at_risk > events
    spread = np.cumsum(events / np.where(left, at_risk * (at_risk - events), np.inf))
    reach = np.exp(Z * np.sqrt(spread))
    # Where nobody is left R gives no band, and survival itself is zero.
    lower = np.where(left, survival / reach, 0.0)
    upper = np.where(left, np.minimum(1.0, survival * reach), np.inf)
    return _Curve(times, survival, (lower, upper))


def _half(curve: _Curve) -> float | None:
    """The first time survival is below one half; midway where it rests on one half."""
    resting = np.flatnonzero(np.abs(curve.survival - _HALF) < 1e-12)
    if len(resting):
        first = int(resting[0])
        return float(curve.times[first : first + 2].mean())
    return _first(curve.times, curve.survival < _HALF)


def _first(times: Floats, there: Bools) -> float | None:
    found = np.flatnonzero(there)
    return float(times[found[0]]) if len(found) else None
