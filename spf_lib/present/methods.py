"""The methods page: the rules in use, each with a worked example."""

from typing import Any

import pandas as pd

from spf_lib.assess import examples
from spf_lib.assess.rules import rules_file
from spf_lib.framework.fact import Fact
from spf_lib.present import facts
from spf_lib.present.badges import rag_badge
from spf_lib.present.page import Page, Shown, record_table
from spf_lib.present.told import Origin, titled, told
from spf_lib.present.words import reason_html

_FAMILIES = {
    "relative": "Tolerance in percent of the target",
    "points": "Tolerance in the measure's own unit",
    "thresholds": "Low and high thresholds",
    "improving": "Off target but improving",
    "date": "Dates",
    "yes_no": "Yes or no",
    "not_rated": "Not rated",
}


def rules_in_use(page: Page) -> Shown:
    """Present the edition's rule set: the default, and the measures with a rule of their own."""
    rules = page.edition.rules
    titles = page.edition.scorecard.set_index("measure_id")["title"]
    rows = [
        ["Every measure without a rule of its own", *_rule_cells(page, "default", rules.default)]
    ]
    rows += [
        [titled(titles.get(measure_id, measure_id)), *_rule_cells(page, measure_id, rule)]
        for measure_id, rule in sorted(rules.measures.items())
    ]
    columns = ["Measure", "Family", "Tolerance", "Note"]
    return Shown(record_table(title=rules.title, columns=columns, rows=rows))


def _rule_cells(page: Page, name: str, rule: Any) -> list[Any]:
    file = rules_file(page.edition.rules_name)
    tolerance: Any = "None"
    if rule.tolerance is not None:
        tolerance = page.ledger.html(
            Fact(
                name=f"rule {name}",
                kind="tolerance",
                value=rule.tolerance,
                unit="percent" if rule.family in ("relative", "improving") else "unstated",
                formula="set in the rule set",
                file=file,
            )
        )
    note = told(page.ledger, rule.note, Origin(f"rule {name}", file))
    return [_FAMILIES[rule.family], tolerance, note]


def worked_examples(page: Page) -> Shown:
    """Present each family of rules with worked examples."""
    file = examples.FILE
    rows = []
    for _, case in page.edition.rule_examples.iterrows():
        value, previous = (
            None if pd.isna(case[column]) else facts.scored(case, column, "parameter", file)
            for column in ("value", "previous")
        )
        rows.append(
            [
                _FAMILIES[case["family"]],
                case["example"],
                rag_badge(case["rag"]),
                reason_html(case, page.ledger, value, previous, file),
            ]
        )
    columns = ["Family", "Example", "Rating", "Worked sum"]
    return Shown(record_table(title="Worked examples", columns=columns, rows=rows))
