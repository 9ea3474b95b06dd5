"""Prose of the data with its numbers in the ledger: of a measure, and of a contradiction."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from spf_lib.framework.catalogue import DISCREPANCIES_FILE, FOLDER
from spf_lib.present.ledger import Ledger, line_number
from spf_lib.present.page import Page
from spf_lib.present.told import Origin, row_origin, told

MEASURES_FILE = f"{FOLDER}/measures.csv"


def measure_prose(page: Page, measure: pd.Series) -> dict[str, Markup]:
    """Write the purpose, the definition and what good looks like; empty where there is none.

    Parameters
    ----------
    page : Page
        The page.
    measure : pandas.Series
        One row of measures.
    """
    rows = page.edition.catalogue.measures
    line = rows.index[rows["measure_id"] == measure["measure_id"]][0]
    origin = Origin(
        measure["measure_id"],
        MEASURES_FILE,
        line_number(line),
        measure["source_id"],
        line_number(measure["source_line"]),
    )
    return {
        column: told(page.ledger, measure[column], origin)
        for column in ("purpose", "definition", "good_looks_like")
    }


def contradiction(ledger: Ledger, found: Any) -> dict[str, Any]:
    """Write a contradiction in a source: where, what is printed, what was expected and why.

    Parameters
    ----------
    ledger : Ledger
        Of the page.
    found : named tuple
        One row of the discrepancies.
    """
    about = next(
        key
        for key in (found.measure_id, found.deliverable_id, found.source_id)
        if isinstance(key, str)
    )
    origin = row_origin(found, f"{about}--contradiction", DISCREPANCIES_FILE, found.source_id)
    return {
        "where": told(ledger, found.where, origin),
        "printed": found.printed,
        "expected": told(ledger, found.expected, origin),
        "how_found": told(ledger, found.how_found, origin),
    }
