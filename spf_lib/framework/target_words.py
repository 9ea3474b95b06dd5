"""Saying a target in plain words that can be read back.

A shape is a phrase with slots for the numbers. The same shapes write a target and read it, so
``read_target_words`` is the exact inverse of ``target_words``, and the target that a reader sees
can be proved to mean what the table holds.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from spf_lib.framework.periods import parse_period, period_title
from spf_lib.framework.units import Unit, format_value, unit_of

BENCHMARKS = {
    "east-london-average": "the East London average",
    "elevate-service-levels": "the Elevate service levels",
    "england": "England",
    "levy-pot": "the levy pot",
    "london-and-national": "London and national",
    "london-average": "the London average",
    "london-median": "the London median",
    "top-10-london": "the top 10 in London",
    "top-quartile-peers": "the top quartile of peers",
}


@dataclass(frozen=True)
class TargetRow:
    """One row of ``targets.csv`` with the unit of its measure; text is empty where missing.

    Parameters
    ----------
    kind, lower, upper, benchmark, comparison, per, condition, period
        As in the table; an increase or decrease by an amount has it in ``lower``.
    unit : str
        As in ``measures.csv``.
    """

    kind: str
    lower: float | None = None
    upper: float | None = None
    benchmark: str = ""
    comparison: str = ""
    per: str = ""
    condition: str = ""
    period: str = ""
    unit: str = "unstated"


# Of the shapes of one kind, the first whose slots fit the row is the one it is written in.
_SHAPES = (
    ("at_least", "", "at least {lower}"),
    ("at_most", "", "at most {upper}"),
    ("between", "", "{lower} to {upper}"),
    ("within", "", "exactly {same}"),
    ("within", "", "within {reach} either side"),
    ("within", "", "within {lower} to {upper}"),
    ("increase", "", "an increase of {lower} on the baseline"),
    ("increase", "", "an increase on the baseline"),
    ("decrease", "", "a decrease of {lower} on the baseline"),
    ("decrease", "", "a decrease on the baseline"),
    ("no_decrease", "", "no decrease on the baseline"),
    ("benchmark", "at_least", "no lower than {benchmark}"),
    ("benchmark", "at_most", "no higher than {benchmark}"),
    ("benchmark", "in_line", "in line with {benchmark}"),
    ("benchmark", "", "no worse than {benchmark}"),
    ("to_be_set", "", "to be set"),
    ("none", "", "no target"),
)
_CHANGES = ("increase", "decrease")
_UNSET = ("to_be_set", "none")
_SLOT = re.compile(r"\{(\w+)\}")
_YEAR_OF_TITLE = re.compile(r"\d{4}")
_WORDS = re.compile(
    r"(?P<head>.+?)(?: a (?P<per>day|week|month|quarter|year))?"
    r"(?: (?:in|for) (?P<period>(?:[A-Z][a-z]+ (?:\d )?)?\d{4}(?:/\d\d| to \d{4})?))?"
    r"(?:, (?P<condition>.+))?",
    re.DOTALL,
)
_VALUE = re.compile(r"(-?)(£?)(\d+(?:,\d{3})*(?:\.\d+)?)(.*)")
_PARTLY_WRITTEN = ("percent", "percentage points", "GBP", "GBP per hour", "kilograms per household")
_UNITS = {unit_of(name): name for name in _PARTLY_WRITTEN}
_TWO_UNITS = re.compile(r".+ (?:and|or) .+")


def target_words(target: TargetRow) -> str:
    """Say a target in words, such as "at least 6,500 in 2020/21" or "to be set".

    Every number is written in full, whatever decimals the measure is shown with.

    Raises
    ------
    ValueError
        If the row lacks what its kind needs, or holds what no words of its kind can carry.
    """
    words = _write(target)
    if _read(words) != as_said(target):
        raise ValueError(f"{target} should hold what {words!r} says, and nothing else")
    return words


def read_target_words(words: str) -> TargetRow:
    """Read back what :func:`target_words` wrote.

    Returns
    -------
    TargetRow
        The row that was said, as :func:`as_said` gives it.

    Raises
    ------
    ValueError
        If the words are not exactly those of a target.
    """
    target = _read(words)
    if (right := _write(target)) != words:
        raise ValueError(f"{words!r} should be {right!r}")
    return target


def as_said(target: TargetRow) -> TargetRow:
    """Return the row with the unit its words carry; nothing else differs.

    No unit is said where no number is, where numbers are bare (a count, a score), or where a
    headline has two units (a number and a percentage). Percent change by percentage points.
    """
    bare = target.lower is None and target.upper is None
    if bare or unit_of(target.unit) == Unit("", "") or _TWO_UNITS.fullmatch(target.unit):
        return replace(target, unit="unstated")
    if target.kind in _CHANGES and target.unit == "percentage points":
        return replace(target, unit="percent")
    return target


def _write(target: TargetRow) -> str:
    slots = _slots(as_said(target))
    for kind, comparison, shape in _SHAPES:
        names = _SLOT.findall(shape)
        fits = kind == target.kind and comparison == target.comparison
        if fits and all(slots[name] is not None for name in names):
            words = shape.format(**slots)
            break
    else:
        raise ValueError(f"{target} should have a known kind, with its bounds or its benchmark")
    if target.per:
        words += f" a {target.per}"
    if target.period:
        at = "for" if target.kind in _UNSET else "in"
        words += f" {at} {period_title(parse_period(target.period))}"
    return f"{words}, {target.condition}" if target.condition else words


def _slots(target: TargetRow) -> dict[str, str | None]:
    unit = target.unit
    if target.kind in _CHANGES and unit == "percent":
        unit = "percentage points"
    lower = None if target.lower is None else _in_full(target.lower, unit)
    upper = None if target.upper is None else _in_full(target.upper, unit)
    mirrored = target.lower is not None and target.lower == -(target.upper or 0)
    return {
        "lower": lower,
        "upper": upper,
        "same": upper if target.lower == target.upper else None,
        "reach": upper if mirrored else None,
        "benchmark": BENCHMARKS.get(target.benchmark),
    }


def _in_full(value: float, unit: str) -> str:
    decimals = f"{Decimal(repr(float(value))):f}".partition(".")[2].rstrip("0")
    return format_value(value, unit, len(decimals))


def _read(words: str) -> TargetRow:
    found = _WORDS.fullmatch(words)
    for kind, comparison, shape in _SHAPES:
        slots = _match(shape, found["head"]) if found else None
        if found and slots is not None:
            target = TargetRow(
                kind,
                comparison=comparison,
                per=found["per"] or "",
                condition=found["condition"] or "",
                period=_period_id(found["period"]) if found["period"] else "",
            )
            return _fill(target, slots)
    raise ValueError(f"{words!r} should be a target in words, such as 'at least 6,500 in 2020/21'")


def _match(shape: str, head: str) -> dict[str, str] | None:
    """Match a phrase with a shape; a number starts with a digit, after its sign or currency."""
    pattern = _SLOT.sub(
        lambda slot: rf"(?P<{slot[1]}>{'.+' if slot[1] == 'benchmark' else '-?£?[0-9].*?'})", shape
    )
    found = re.fullmatch(pattern, head)
    return found.groupdict() if found else None


def _fill(target: TargetRow, slots: dict[str, str]) -> TargetRow:
    if "benchmark" in slots:
        tokens = [token for token, said in BENCHMARKS.items() if said == slots["benchmark"]]
        if not tokens:
            raise ValueError(f"{slots['benchmark']!r} should be {', '.join(BENCHMARKS.values())}")
        return replace(target, benchmark=tokens[0])
    values = {name: _value(text) for name, text in slots.items()}
    if "same" in values:
        values["lower"] = values["upper"] = values["same"]
    if "reach" in values:
        reach, unit = values["upper"] = values["reach"]
        values["lower"] = (-reach, unit)
    units = {unit for _, unit in values.values()} or {"unstated"}
    if len(units) > 1:
        raise ValueError(f"{' and '.join(sorted(units))} should be one unit")
    unit = units.pop()
    if target.kind in _CHANGES and unit == "percentage points":
        unit = "percent"
    lower, upper = (values[name][0] if name in values else None for name in ("lower", "upper"))
    return replace(target, lower=lower, upper=upper, unit=unit)


def _value(text: str) -> tuple[float, str]:
    found = _VALUE.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} should be a number with its unit, such as '£25,000'")
    sign, before, number, after = found.groups()
    if after == " percentage point":
        after = " percentage points"
    unit = _UNITS.get(Unit(before, after)) or after.removeprefix(" ") or "unstated"
    return float(sign + number.replace(",", "")), unit


def _period_id(title: str) -> str:
    """Return the period of a title; the inverse of :func:`.periods.period_title`."""
    first, *last = _YEAR_OF_TITLE.findall(title)
    financial = f"{first}-{(int(first) + 1) % 100:02d}"
    for candidate in (
        financial,
        "-".join([first, *last]),
        *(f"{financial}-Q{number}" for number in range(1, 5)),
        *(f"{first}-M{number:02d}" for number in range(1, 13)),
    ):
        if period_title(parse_period(candidate)) == title:
            return candidate
    raise ValueError(f"{title!r} should be a period in words, such as 'Quarter 4 2021/22'")
