"""Working a recorded figure out again from nothing but the ledger: the sum, written out.

The arithmetic here is a second one, on purpose: it reads the formula in words and the figures that
the record points at, so that an auditor can check a ledger without running the book.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy

from spf_lib.assess.intervals import byar
from spf_lib.assess.trends import mann_kendall, seasonal_kendall
from spf_lib.framework.periods import parse_period, position_in_year

Record = Mapping[str, Any]

_SCREENED, _LIMIT = 3.267, 2.66
_QUARTERS = 4


@dataclass(frozen=True)
class WorkedSum:
    """A figure worked out again: the sum as text, and what it comes to."""

    text: str
    value: float


def worked_sum(record: Record, inputs: Sequence[Record]) -> WorkedSum | None:
    """Work a figure out from the figures it was computed from.

    Parameters
    ----------
    record : mapping
        A record of a ledger.
    inputs : sequence of mapping
        The records that ``computed_from`` names, in its order.

    Returns
    -------
    WorkedSum or None
        Nothing for a figure that is read and not computed, or whose formula names a method that
        only the book itself carries out (distances to a colour's edge, binomial chances).
    """
    if record["kind"] == "count" and not inputs:
        return WorkedSum(f"{len(record['counted'])} rows counted", float(len(record["counted"])))
    for pattern, work in _FORMULAS.items():
        found = re.fullmatch(pattern, record["formula"])
        if found and inputs:
            values = [float(entry["value"]) for entry in inputs]
            return work(_Given(record["period"], inputs, values, found.groupdict()))
    return None


@dataclass(frozen=True)
class _Given:
    """What a sum is worked from: the inputs, and the parts of the formula that vary."""

    period: str
    inputs: Sequence[Record]
    values: Sequence[float]
    named: Mapping[str, str | None]


def _bare(value: float) -> str:
    return f"{value:.10g}"


def _difference(given: _Given) -> WorkedSum:
    first, second = given.values
    text = f"{_bare(first)} - {_bare(second)} = {_bare(first - second)}, without sign"
    return WorkedSum(text, abs(first - second))


def _percent_change(given: _Given) -> WorkedSum:
    first, second = given.values
    value = 100 * (first - second) / second
    text = f"100 x ({_bare(first)} - {_bare(second)}) / {_bare(second)} = {_bare(value)}"
    return WorkedSum(f"{text}, without sign", abs(value))


def _shortfall(given: _Given) -> WorkedSum:
    figure, bound = given.values
    value = 100 * (figure - bound) / bound
    text = f"100 x ({_bare(figure)} - {_bare(bound)}) / {_bare(bound)} = {_bare(value)}"
    return WorkedSum(f"{text}, without sign", abs(value))


def _ratio(given: _Given) -> WorkedSum:
    values, multiplier = given.values, float(given.named["multiplier"] or 1)
    above, below = values[::2], values[1::2]
    value = sum(above) / sum(below) * multiplier
    text = f"{_total(above)} / {_total(below)} x {_bare(multiplier)} = {_bare(value)}"
    return WorkedSum(text, value)


def _total(values: Sequence[float]) -> str:
    written = " + ".join(map(_bare, values))
    return f"({written})" if len(values) > 1 else written


def _share(given: _Given) -> WorkedSum:
    above, below = given.values
    value = 100 * above / below
    return WorkedSum(f"100 x {_bare(above)} / {_bare(below)} = {_bare(value)}", value)


def _product(given: _Given) -> WorkedSum:
    first, second = given.values
    return WorkedSum(f"{_bare(first)} x {_bare(second)}", first * second)


def _same(given: _Given) -> WorkedSum:
    (value,) = given.values
    return WorkedSum(_bare(value), value)


def _quarter(given: _Given) -> WorkedSum:
    by_period = {entry["period"]: float(entry["value"]) for entry in given.inputs}
    now = by_period.pop(given.period)
    (before,) = by_period.values()
    return WorkedSum(f"{_bare(now)} - {_bare(before)} = {_bare(now - before)}", now - before)


def _run_rate(given: _Given) -> WorkedSum:
    target, to_date, left = given.values
    value = (target - to_date) / left
    text = f"({_bare(target)} - {_bare(to_date)}) / {_bare(left)} = {_bare(value)}"
    return WorkedSum(text, value)


def _needed_share(given: _Given) -> WorkedSum:
    target, above, below, left = given.values
    rest = below * left / (_QUARTERS - left)
    value = 100 * (target / 100 * (below + rest) - above) / rest
    text = (
        f"100 x ({_bare(target)}% x ({_bare(below)} + {_bare(rest)}) - {_bare(above)}) / "
        f"{_bare(rest)} = {_bare(value)}"
    )
    return WorkedSum(text, value)


def _seasonal(given: _Given) -> WorkedSum:
    to_date, total, same_point = given.values
    value = to_date * total / same_point
    text = f"{_bare(to_date)} x {_bare(total)} / {_bare(same_point)} = {_bare(value)}"
    return WorkedSum(text, value)


def _straight(given: _Given) -> WorkedSum:
    (to_date,) = given.values
    so_far = position_in_year(parse_period(given.period))
    value = to_date / so_far * _QUARTERS
    return WorkedSum(f"{_bare(to_date)} / {so_far} x {_QUARTERS} = {_bare(value)}", value)


def _quarters(inputs: Sequence[Record], apart: bool) -> dict[int, float]:
    """Return the quarters by number, taken apart where they are years to date."""
    printed = {parse_period(entry["period"]): float(entry["value"]) for entry in inputs}
    if not apart:
        return {period.ordinal: value for period, value in printed.items()}
    return {
        period.ordinal: value - (printed[period - 1] if position_in_year(period) > 1 else 0.0)
        for period, value in printed.items()
        if position_in_year(period) == 1 or period - 1 in printed
    }


def _average(given: _Given) -> WorkedSum:
    values = list(_quarters(given.inputs, bool(given.named["apart"])).values())
    value = float(np.mean(values))
    return WorkedSum(f"{_total(values)} / {len(values)} = {_bare(value)}", value)


def _limit(given: _Given) -> WorkedSum:
    quarters = _quarters(given.inputs, bool(given.named["apart"]))
    ranges = [abs(quarters[q] - quarters[q - 1]) for q in sorted(quarters) if q - 1 in quarters]
    average_range = float(np.mean(ranges))
    kept = [size for size in ranges if size < _SCREENED * average_range]
    if kept and any(kept):
        average_range = float(np.mean(kept))
    average = float(np.mean(list(quarters.values())))
    sign = -1 if given.named["side"] == "less" else 1
    value = average + sign * _LIMIT * average_range
    symbol = "-" if sign < 0 else "+"
    text = f"{_bare(average)} {symbol} {_LIMIT} x {_bare(average_range)} = {_bare(value)}"
    return WorkedSum(text, value)


def _interval(given: _Given) -> WorkedSum:
    side = 0 if given.named["side"] == "lower" else 1
    values = given.values
    if given.named["method"] == "Wilson":
        cases, trials = (int(value) for value in values)
        limits = scipy.stats.binomtest(cases, trials).proportion_ci(0.95, method="wilson")
        value = 100 * (limits.low, limits.high)[side]
        return WorkedSum(f"Wilson interval of {cases} out of {trials}: {_bare(value)}", value)
    events, rate = values[0], values[-1]
    value = float(byar(events, events / rate, 1.0, 0.95)[side])
    text = f"{given.named['method']} interval of {_bare(events)} events at a rate of {_bare(rate)}"
    return WorkedSum(f"{text}: {_bare(value)}", value)


def _kendall(given: _Given) -> WorkedSum:
    test = mann_kendall if given.named["test"] == "mann-kendall" else seasonal_kendall
    value = float(getattr(test(np.asarray(given.values)), str(given.named["part"])))
    return WorkedSum(f"{given.named['test']} of {len(given.values)} figures: {_bare(value)}", value)


_APART = "(?P<apart>, each year to date less the one before it in its year)?"
_FORMULAS: dict[str, Callable[[_Given], WorkedSum]] = {
    r"figure of \S+ less figure of \S+, without sign": _difference,
    r"distance from the bound of the target": _difference,
    r"100 x change since \S+ / figure of \S+": _percent_change,
    r"100 x distance from the bound of the target / bound": _shortfall,
    r"numerator / denominator x (?P<multiplier>\S+)": _ratio,
    r"sum of the year's numerators / sum of its denominators x (?P<multiplier>\S+)": _ratio,
    r"100 x .* that agree / .* compared": _share,
    r"100 x numerator to date / denominator to date, .*": _share,
    r"measures x returns a year": _product,
    r"(cases|numerator|denominator) of the figure": _same,
    r"year to date at the first quarter of the year": _same,
    r"year to date less year to date a quarter before": _quarter,
    r"\(target - year to date\) / remaining quarters": _run_rate,
    r"100 x \(target x whole denominator - numerator\) / remaining denominator, .*": _needed_share,
    r"year to date x last year's total / last year to the same point": _seasonal,
    r"average quarter so far x 4": _straight,
    rf"average of the quarterly figures{_APART}": _average,
    rf"average (?P<side>less|plus) 2\.66 x average moving range{_APART}": _limit,
    r"(?P<side>lower|upper) limit of the (?P<method>.*) interval": _interval,
    r"(?P<test>\S+-kendall) (?P<part>\S+) of the quarterly figures": _kendall,
}
