"""What can be said of a measure: its numbers and readings, each there or absent with a reason.

Nothing here is worded; :mod:`spf_lib.present.wording` turns these records into sentences. Every
number carries what the page's ledger records of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from spf_lib.assess.evidence import XmrGrade
from spf_lib.assess.spc import Assurance, Variation
from spf_lib.assess.year_end import Need, ProjectionMethod
from spf_lib.framework.fact import Fact

Direction = Literal["up", "down", "level"]
Judgement = Literal["better", "worse", ""]
Row = Mapping[str, Any] | pd.Series

DIRECTIONS: Mapping[int, Direction] = {1: "up", -1: "down", 0: "level"}


@dataclass(frozen=True)
class Absent:
    """Something that cannot be said: the reason as a clause, its numbers in named slots."""

    reason: str
    numbers: Mapping[str, Fact] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """A figure beside that of the same period, or the same point, a year before.

    ``change`` is without sign, computed before rounding; ``percent`` likewise. ``rounds_to_zero``
    says that the change vanishes at the measure's decimals, ``shows`` that the rounded figures
    differ by the rounded change, ``exact`` that there is no change at all.
    """

    period: str
    previous: Fact
    change: Fact
    percent: Fact | Absent
    direction: Direction
    judgement: Judgement
    rounds_to_zero: bool
    shows: bool
    exact: bool


@dataclass(frozen=True)
class ChangeTest:
    """A named test of a change between two proportions."""

    name: str
    period: str
    direction: Direction
    is_change: bool
    p: Fact


@dataclass(frozen=True)
class ChanceRange:
    """A confidence interval of the latest figure."""

    method: str
    lower: Fact
    upper: Fact
    confidence: Fact


@dataclass(frozen=True)
class ChartPoint:
    """A quarter on the chart: its value, if it has one, and whether a rule names it."""

    quarter: pd.Period
    value: float | None
    flagged: bool


@dataclass(frozen=True)
class Chart:
    """The XmR reading of the quarterly series, told of its latest readable point.

    ``series`` is what the chart draws, in order of time.
    ``taken_apart`` says that year-to-date figures were turned into single quarters first.
    ``beyond_shows`` is false if the point and the limit it passes round to the same number;
    ``beyond_nature`` is true if a limit lies where no figure can.
    """

    period: str
    value: Fact
    mean: Fact
    lower: Fact
    upper: Fact
    points: Fact
    needed: Fact
    gaps: Fact | None
    grade: XmrGrade
    label: str
    variation: Variation
    taken_apart: bool
    overlapping: bool
    beyond_shows: bool
    beyond_nature: bool
    series: tuple[ChartPoint, ...]


@dataclass(frozen=True)
class TargetReading:
    """The target against the limits of the chart."""

    outcome: Assurance
    target: Fact


@dataclass(frozen=True)
class RunRateNeeded:
    """What the rest of the year needs for the year-end target."""

    status: Need
    rate: Fact
    target: Fact
    remaining: Fact
    is_percentage: bool


@dataclass(frozen=True)
class YearEnd:
    """A projected year end with its method, and whether it would meet the target."""

    value: Fact
    method: ProjectionMethod
    target: Fact | Absent
    on_course: bool | None


@dataclass(frozen=True)
class BesideOthers:
    """A comparator's figure beside the measure's own."""

    comparator: str
    period: str
    value: Fact
    own: Fact
    own_period: str
    outcome: str
    compared_by: str


@dataclass(frozen=True)
class ColourEdge:
    """How far the next colour is; ``chance`` is that of the present colour given chance alone."""

    rag: str
    next_rag: str
    move: str
    distance: Fact
    is_near: bool
    near_share: Fact
    chance: Fact | Absent


@dataclass(frozen=True)
class Rating:
    """The colour and the target it was given against; several bounds for a band."""

    rag: str
    target_kind: str
    targets: tuple[Fact, ...]


@dataclass(frozen=True)
class MeasureFacts:
    """Everything that can be said of one measure in one edition.

    ``accumulation`` decides what a figure covers. ``small`` is the count behind the figure if it is
    small, ``awaited`` the edition's quarter if its figure is missing.
    """

    measure_id: str
    title: str
    unit: str
    decimals: int
    polarity: str
    accumulation: str
    edition_period: str
    period: str
    status: str
    latest: Fact | Absent
    rating: Rating | Absent
    same_period: Comparison | Absent
    year_to_date: Comparison | Absent
    test: ChangeTest | Absent
    chance_range: ChanceRange | Absent
    chart: Chart | Absent
    assurance: TargetReading | Absent
    need: RunRateNeeded | Absent
    year_end: YearEnd | Absent
    others: tuple[BesideOthers, ...] | Absent
    colour: ColourEdge | Absent
    small: Fact | Absent
    awaited: str

    @property
    def is_cumulative(self) -> bool:
        """Whether each figure includes those before it in its year."""
        return self.accumulation == "year_to_date"

    @property
    def comparison(self) -> Comparison | Absent:
        """The comparison with a year before: to date where figures accumulate."""
        return self.year_to_date if self.is_cumulative else self.same_period
