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

Z = 1.959963984540054
_TAIL = 0.025
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


def median_wait(waits: Sequence[float], reached: Sequence[bool]) -> Estimate:
    """The Kaplan–Meier median of waiting times with its interval.

    `waits` in any unit: to the event where `reached`, else to the end of observation. Each part
    is None where its curve never falls to one half.
    """
    steps = _kaplan_meier(waits, reached)
    if not steps:
        return NOTHING
    low = next((time for time, _, lower, _ in steps if lower <= 0.5), None)
    high = next((time for time, _, _, upper in steps if upper <= 0.5), None)
    return Estimate(_half(steps), low, high)


def _half(steps: list[tuple[float, float, float, float]]) -> float | None:
    """The first time survival is below one half; midway where it rests on one half."""
    for number, (time, survival, _, _) in enumerate(steps):
        if abs(survival - 0.5) < 1e-12:
            return (time + steps[number + 1][0]) / 2 if number + 1 < len(steps) else time
        if survival < 0.5:
            return time
    return None


def _kaplan_meier(
    waits: Sequence[float], reached: Sequence[bool]
) -> list[tuple[float, float, float, float]]:
    """(time, survival, lower, upper) at each time something happened; Greenwood's variance."""
    ordered = sorted(zip(waits, reached, strict=True))
    at_risk = len(ordered)
    survival, spread, place = 1.0, 0.0, 0
    steps: list[tuple[float, float, float, float]] = []
    while place < len(ordered):
        time = ordered[place][0]
        here = 0
        events = 0
        while place < len(ordered) and ordered[place][0] == time:
            events += bool(ordered[place][1])
            here += 1
            place += 1
        if events:
            survival *= 1 - events / at_risk
            if at_risk > events:
                spread += events / (at_risk * (at_risk - events))
                reach = Z * math.sqrt(spread)
                lower, upper = survival * math.exp(-reach), survival * math.exp(reach)
            else:
                # Nobody is left: R gives no band there, and survival itself is zero.
                lower, upper = 0.0, math.inf
            steps.append((time, survival, lower, min(1.0, upper)))
        at_risk -= here
    return steps
