"""Rating rules as data: which family a measure is rated by, and with what tolerance.

A rule set is a YAML file in ``params/rules/``. Each measure takes the default rule unless it has
one of its own.
"""

from pathlib import Path
from typing import Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, model_validator

from spf_lib.framework.tables import BadInput, Fault
from spf_lib.framework.typed_yaml import key_line, read_yaml

Family = Literal["relative", "points", "thresholds", "improving", "date", "yes_no", "not_rated"]


class Rule(BaseModel):
    """How one measure is rated.

    ``tolerance`` is in percent of the target (families ``relative`` and ``improving``), in the
    measure's own unit (``points``) or in days (``date``). The thresholds are values of the measure;
    a missing one leaves that side open.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    family: Family
    tolerance: float | None = Field(default=None, ge=0)
    green_from: float | None = None
    green_to: float | None = None
    amber_from: float | None = None
    amber_to: float | None = None
    note: str = ""

    @model_validator(mode="after")
    def _complete(self) -> "Rule":
        needs_tolerance = self.family in ("relative", "points", "improving", "date")
        if needs_tolerance and self.tolerance is None:
            raise ValueError(f"family {self.family} needs a tolerance")
        if self.family == "thresholds" and self.green_from is None and self.green_to is None:
            raise ValueError("family thresholds needs green_from, green_to or both")
        return self


class RuleSet(BaseModel):
    """A named set of rules: one default, and those of single measures."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    default: Rule
    measures: dict[str, Rule] = {}


def rules_file(name: str) -> str:
    """Return the file of a rule set, relative to the project's folder."""
    return f"params/rules/{name}.yml"


def read_rules(root: Path, name: str, measure_ids: pd.Series) -> RuleSet:
    """Read a rule set and check that every measure it names exists.

    Raises
    ------
    BadInput
        If the file is wrong, or a rule is for a measure that is not in the catalogue.
    """
    file = rules_file(name)
    rules = read_yaml(root / file, file, RuleSet)
    strangers = sorted(set(rules.measures) - set(measure_ids))
    known = "a known measure_id"
    if strangers:
        raise BadInput(
            Fault(file, key_line(root / file, ("measures", stranger)), "measures", stranger, known)
            for stranger in strangers
        )
    return rules


def rules_by_measure(rules: RuleSet, measure_ids: pd.Series) -> pd.DataFrame:
    """Lay a rule set out as a table.

    Returns
    -------
    pandas.DataFrame
        One row is the rule of one measure, in the order given: measure_id, family, tolerance,
        green_from, green_to, amber_from, amber_to, note.
    """
    rows = [
        {"measure_id": measure_id} | rules.measures.get(measure_id, rules.default).model_dump()
        for measure_id in measure_ids
    ]
    columns = ["measure_id", *Rule.model_fields]
    frame = pd.DataFrame(rows, columns=columns)
    bounds = ["tolerance", "green_from", "green_to", "amber_from", "amber_to"]
    return frame.astype(dict.fromkeys(bounds, "float64"))
