"""Measures and figures made up by a seeded generator, with everything that real ones have."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from spf_lib.assess.rating import rate
from spf_lib.assess.travel import travel
from spf_lib.framework.periods import period_id

PERIOD = pd.Period("2020Q2", freq="Q-MAR")
QUARTERS = [PERIOD - step for step in range(24)][::-1]

KINDS = pd.DataFrame(
    [
        ("count", "count", 1.0, 0),
        ("percent", "percentage", 100.0, 0),
        ("percent", "percentage", 100.0, 1),
        ("per 100,000", "rate", 100_000.0, 1),
        ("GBP", "difference", 1.0, 0),
        ("days", "mean", 1.0, 2),
        ("tonnes", "sum", 1.0, 0),
        ("score", "score", 1.0, 0),
    ],
    columns=["unit", "calculation", "multiplier", "decimals"],
)
SIDES = ["higher", "lower", "range", "none"]
TITLES = (
    "The number of visits",
    "12-month reviews",
    "Best, worst and only {braces} of 3 % in nan",
    "£5 vouchers – a sharp title",
    "Residents <b>satisfied</b> & listened to",
)


@dataclass(frozen=True)
class Generated:
    """The tables that facts are made from."""

    scorecard: pd.DataFrame
    figures: pd.DataFrame
    targets: pd.DataFrame
    benchmarks: pd.DataFrame


def generate(series: int, seed: int) -> Generated:
    """Make up measures with up to 24 quarters up to Quarter 2 2019/20."""
    random = np.random.default_rng(seed)
    kinds = KINDS.iloc[random.integers(0, len(KINDS), series)].reset_index(drop=True)
    measures = kinds.assign(
        measure_id=[f"m-{n}" for n in range(series)],
        title=[TITLES[n % len(TITLES)] for n in range(series)],
        series=np.where(random.random(series) < 0.1, "2019/20", None),
        polarity=random.choice(SIDES, series, p=[0.4, 0.4, 0.1, 0.1]),
        accumulation=random.choice(
            ["discrete", "snapshot", "year_to_date", "rolling_year"], series, p=[0.4, 0.2, 0.3, 0.1]
        ),
        frequency="quarterly",
    )
    made = [_figures(row, random) for row in measures.itertuples()]
    figures = pd.DataFrame(
        {name: np.concatenate([columns[name] for columns in made]) for name in made[0]}
    ).assign(
        printed_in="table", file="figures.csv", file_line=2, source_line=1, source_id="made-up"
    )
    return with_scores(measures, figures, random)


def _figures(row, random) -> dict[str, np.ndarray]:
    length = int(random.choice([0, 1, 2, 4, 5, 6, 7, 8, 12, 13, 20, 24]))
    quarters = QUARTERS[len(QUARTERS) - length :]
    values = _shape(length, random)
    share = row.unit == "percent"
    values = np.clip(values, 0, 100) if share else values * random.choice([0.01, 1, 1, 1000])
    if row.calculation == "difference":
        values = values - random.choice([0, 50, 1000])
    bases = np.where(random.random(length) < 0.3, random.integers(1, 400, length), np.nan)
    tops = np.full(length, np.nan)
    if row.calculation == "percentage":
        tops = np.round(values * bases / 100)
        values = np.where(np.isnan(tops), values, 100 * tops / bases)
    elif row.calculation == "rate":
        tops, bases = np.round(bases / 4), np.full(length, np.nan)
    if row.calculation in ("count", "sum", "rate") and row.accumulation == "year_to_date":
        values = _cumulated(quarters, np.abs(values))
    if random.random() < 0.7:
        values = np.round(values, row.decimals)
    values = np.where(random.random(length) < 0.06, np.nan, values)
    status = random.choice(["final", "provisional", "forecast"], length, p=[0.8, 0.1, 0.1])
    return {
        "measure_id": np.full(length, row.measure_id, dtype=object),
        "period": np.array([period_id(quarter) for quarter in quarters], dtype=object),
        "value": values,
        "numerator": tops,
        "denominator": bases,
        "status": np.where(np.isnan(values), "not_provided", status).astype(object),
    }


def _shape(length, random) -> np.ndarray:
    level, spread = random.uniform(0, 90), random.uniform(0, 12)
    noise = random.normal(0, spread, length)
    match random.integers(0, 8):
        case 0:
            return np.full(length, round(level))
        case 1:
            return np.zeros(length)
        case 2:
            return level + random.choice([-3, 3]) * np.arange(length)
        case 3:
            return level + noise + np.where(np.arange(length) > length // 2, 30, 0)
        case 4:
            return np.repeat(random.uniform(0, 90, 7), 4)[2 : 2 + length]
        case 5:
            slow = random.choice([-1, 1]) * np.arange(-6, 1) / 7
            jagged = level + 15 * (-1.0) ** np.arange(length)
            return (
                np.r_[jagged[: max(length - 7, 0)], level + slow][-length:] if length else slow[:0]
            )
        case 6:
            return level + noise / 100 + np.where(np.arange(length) == length - 1, 20, 0)
    return np.maximum(level + noise, 0)


def _cumulated(quarters, values) -> np.ndarray:
    years = [quarter.qyear for quarter in quarters]
    if not years:
        return values
    first = [i for i, year in enumerate(years) if not i or year != years[i - 1]]
    return np.concatenate([np.cumsum(part) for part in np.split(values, first[1:])])


def with_scores(measures, figures, random) -> Generated:
    """Give measures their latest and earlier figure, a target, a colour and a direction."""
    known = figures[figures["value"].notna()]
    latest = known.drop_duplicates("measure_id", keep="last").set_index("measure_id")
    rows = measures.join(
        latest[["period", "value", "numerator", "denominator"]], on="measure_id"
    ).assign(figure_status="final")
    before = known.set_index(["measure_id", "period"])["value"]
    earlier = rows["period"].map(_year_before, na_action="ignore")
    keys = pd.MultiIndex.from_arrays([rows["measure_id"], earlier.fillna("none")])
    kinds = ["at_least", "at_most", "between", "within", "none", "to_be_set"]
    kind = pd.Series(random.choice(kinds, len(rows), p=[0.35, 0.35, 0.1, 0.05, 0.1, 0.05]))
    level = (rows["value"].fillna(50) * random.uniform(0.85, 1.15, len(rows))).round(2)
    both = kind.isin(["between", "within"])
    rows = rows.assign(
        previous=before.reindex(keys).to_numpy(),
        target_kind=kind,
        lower=level.where(both | (kind == "at_least")),
        upper=(level + both * level.abs() * 0.1).where(both | (kind == "at_most")),
        target_period=np.nan,
        family=random.choice(["relative", "points", "not_rated"], len(rows), p=[0.7, 0.2, 0.1]),
        tolerance=10.0,
        **dict.fromkeys(["green_from", "green_to", "amber_from", "amber_to"], np.nan),
        baseline=np.nan,
        benchmark_value=np.nan,
        benchmark_comparison=None,
    )
    scorecard = scored(rows)
    targets = pd.DataFrame(
        {
            "measure_id": rows["measure_id"],
            "period": np.nan,
            "kind": rows["target_kind"],
            "lower": rows["lower"],
            "upper": rows["upper"],
        }
    )
    others = rows[random.random(len(rows)) < 0.2]
    benchmarks = pd.DataFrame(
        {
            "measure_id": others["measure_id"],
            "comparator": "London",
            "period": random.choice(["2018-19-Q4", "2019-20-Q2"], len(others)),
            "value": others["value"].fillna(40) * random.uniform(0.8, 1.2, len(others)),
            "note": None,
        }
    )
    return Generated(scorecard, figures, targets, benchmarks)


def scored(rows) -> pd.DataFrame:
    """Rate rows and judge their direction, as a scorecard does."""
    plain = rows.drop(columns=["rag", "travel", "is_red", "is_worsening"], errors="ignore")
    rag, ways = rate(plain)["rag"], travel(plain)["travel"]
    return plain.assign(
        rag=rag, travel=ways, is_red=rag == "R", is_worsening=ways == "down", is_missing=False
    )


def _year_before(period: str) -> str:
    first = int(period[:4]) - 1
    return f"{first}-{(first + 1) % 100:02d}{period[7:]}"
