"""Reading ``tests/vectors/rag.csv``, whose words a councillor can check, into cases to rate.

``figure``, ``target`` and ``a year before`` are numbers in ``unit``; words say the rest. A target
staged through the year lists its quarters in order, and ``quarter`` says which one is rated.
"""

import csv
import re
from functools import lru_cache
from pathlib import Path

import pandas as pd

from spf_lib.assess.scorecard import targets_for
from tests.assess.cases import rated

FILE = Path(__file__).parents[1] / "vectors/rag.csv"
COLOURS = {"green": "G", "amber": "A", "red": "R", "no rating": ""}

_POLARITIES = {"higher": "higher", "lower": "lower", "in a range": "range", "not said": "none"}
_UNITS = {"%": "percent", "number": "count", "£ an hour": "GBP per hour", "days": "days"}
_UNITS |= {"yes or no": "yes or no"}
_NO_FIGURE = {
    "not published": "not_published",
    "not yet available": "not_yet_available",
    "not provided": "not_provided",
    "not applicable": "not_applicable",
    "not due": "not_due",
    "dash": "dash",
    "blank": "blank",
    "suppressed": "suppressed",
}
_N = r"(-?[\d.]+)"
_TARGETS = [
    (rf"at least {_N}", lambda n: {"target_kind": "at_least", "lower": n}),
    (rf"at most {_N}", lambda n: {"target_kind": "at_most", "upper": n}),
    (rf"{_N} to {_N}", lambda n, m: {"target_kind": "between", "lower": n, "upper": m}),
    (rf"exactly {_N}", lambda n: {"target_kind": "within", "lower": n, "upper": n}),
    (rf"more than the {_N} before", lambda n: {"target_kind": "increase", "baseline": n}),
    (rf"less than the {_N} before", lambda n: {"target_kind": "decrease", "baseline": n}),
    (
        rf"{_N} more than the {_N} before",
        lambda n, m: {"target_kind": "increase", "lower": n, "baseline": m},
    ),
    (
        rf"{_N} less than the {_N} before",
        lambda n, m: {"target_kind": "decrease", "lower": n, "baseline": m},
    ),
    (rf"no less than the {_N} before", lambda n: {"target_kind": "no_decrease", "baseline": n}),
    (r"more than before", lambda: {"target_kind": "increase"}),
    (r"less than before", lambda: {"target_kind": "decrease"}),
    (r"no less than before", lambda: {"target_kind": "no_decrease"}),
    (
        rf"at least London's {_N}",
        lambda n: {
            "target_kind": "benchmark",
            "benchmark_comparison": "at_least",
            "benchmark_value": n,
        },
    ),
    (
        rf"at most London's {_N}",
        lambda n: {
            "target_kind": "benchmark",
            "benchmark_comparison": "at_most",
            "benchmark_value": n,
        },
    ),
    (
        rf"in line with London's {_N}",
        lambda n: {
            "target_kind": "benchmark",
            "benchmark_comparison": "in_line",
            "benchmark_value": n,
        },
    ),
    (
        r"at least London's, not known",
        lambda: {"target_kind": "benchmark", "benchmark_comparison": "at_least"},
    ),
    (r"on time", lambda: {"target_kind": "at_most", "upper": 0.0}),
    (r"yes", lambda: {"target_kind": "at_least", "lower": 1.0}),
    (r"to be set", lambda: {"target_kind": "to_be_set"}),
    (r"none", lambda: {"target_kind": "none"}),
]
_RULES = [
    (rf"amber within {_N}% of target", lambda n: {"family": "relative", "tolerance": n}),
    (rf"amber within {_N} in its own unit", lambda n: {"family": "points", "tolerance": n}),
    (
        rf"green within {_N}% of target, else amber if improving",
        lambda n: {"family": "improving", "tolerance": n},
    ),
    (rf"amber up to {_N} days late", lambda n: {"family": "date", "tolerance": n}),
    (r"yes or no", lambda: {"family": "yes_no", "tolerance": float("nan")}),
    (r"not rated", lambda: {"family": "not_rated", "tolerance": float("nan")}),
    (
        rf"green from {_N}, amber from {_N}",
        lambda n, m: _thresholds(green_from=n, amber_from=m),
    ),
    (rf"green to {_N}, amber to {_N}", lambda n, m: _thresholds(green_to=n, amber_to=m)),
    (rf"green from {_N}", lambda n: _thresholds(green_from=n)),
    (
        rf"green {_N} to {_N}, amber {_N} to {_N}",
        lambda n, m, p, q: _thresholds(green_from=n, green_to=m, amber_from=p, amber_to=q),
    ),
]
_STAGED = re.compile(rf"(at least|at most) ({_N}(?:, {_N})+)")


@lru_cache(maxsize=1)
def read_vectors():
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def _rated_by_case():
    return {vector["case"]: rated(**facts(vector)) for vector in read_vectors()}


def rated_vector(vector):
    """Return the rating and the reason of a case, worked out once for all tests."""
    return _rated_by_case()[vector["case"]]


def facts(vector):
    """Return the facts of a case, as :func:`tests.assess.cases.cases` takes them."""
    found = {
        "polarity": _POLARITIES[vector["good is"]],
        "unit": _UNITS[vector["unit"]],
        **_figure(vector["figure"]),
        **_target(vector["target"], vector["quarter"]),
        **_read(_RULES, vector["rule"]),
    }
    if vector["a year before"]:
        found |= {"previous": float(vector["a year before"])}
    tokens = (vector["figure"], vector["target"], vector["a year before"], vector["rule"])
    return found | {
        "value_decimals": _decimals(vector["figure"]),
        "target_decimals": _decimals(vector["target"]),
        "previous_decimals": _decimals(vector["a year before"]),
        "decimals": max(_decimals(token) for token in tokens),
    }


def _figure(text):
    if text in _NO_FIGURE:
        return {"value": float("nan"), "figure_status": _NO_FIGURE[text]}
    if text in ("yes", "no"):
        return {"value": float(text == "yes")}
    return {"value": float(text)}


def _target(text, quarter):
    if staged := _STAGED.fullmatch(text):
        column = {"at least": "lower", "at most": "upper"}[staged[1]]
        stages = staged[2].split(", ")
        rows = [
            {"measure_id": "m", "period": f"2019-20-Q{n}", "kind": staged[1].replace(" ", "_")}
            | {"lower": float("nan"), "upper": float("nan"), column: float(stage)}
            | {"benchmark": None, "target_as_printed": stage, "source_line": "1"}
            for n, stage in enumerate(stages, 1)
        ]
        wanted = pd.DataFrame([{"measure_id": "m", "period": f"2019-20-Q{quarter[-1]}"}])
        target = targets_for(wanted, pd.DataFrame(rows)).iloc[0]
        return {name: target[name] for name in ("target_kind", "lower", "upper")}
    return _read(_TARGETS, text)


def _thresholds(**bounds):
    return {"family": "thresholds", "tolerance": float("nan")} | bounds


def _read(grammar, text):
    for pattern, build in grammar:
        if found := re.fullmatch(pattern, text):
            return build(*(float(number) for number in found.groups()))
    raise ValueError(f"no way to read {text!r}")


def _decimals(text):
    return max((len(found) for found in re.findall(r"\d\.(\d+)", text)), default=0)
