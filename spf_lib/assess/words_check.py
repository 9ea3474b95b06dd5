"""The officers' words against the figures: every claim is supported, or a finding."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from spf_lib.assess.claims import read_claims
from spf_lib.assess.edition import AssessedEdition
from spf_lib.assess.row_checks import row_findings
from spf_lib.assess.supports import facts
from spf_lib.assess.words_sums import sum_findings

FINDING_COLUMNS = (
    "measure_id",
    "kind",
    "position",
    "source_line",
    "token",
    "problem",
    "nearest_fact",
    "sentence",
)
UNSUPPORTED, DIFFERS = "unsupported", "differs from the table"

# Which units of facts may support a unit of claims.
_COUNTED = ("count", "rate", "kilograms", "tonnes", "days")
_UNITS = {
    "percent": ("percent", "percentage points"),
    "percentage points": ("percentage points",),
    "count": _COUNTED,
    "days": ("days", "count"),
}
# Which facts may support what a claim is said to be: a change only by changes, and so on.
_STATED = (
    "figure",
    "numerator",
    "denominator",
    "rest",
    "share",
    "sum",
    "baseline",
    "benchmark",
    "rank",
    "breakdown",
    "target",
)
_ROLES = {
    "figure": _STATED,
    "target": ("target",),
    "others": ("benchmark", "rank", "target"),
    "change": ("change", "breakdown", "benchmark", "sum"),
}
# Binary fractions do not decide a half.
_NOISE = 9

Flags = npt.NDArray[np.bool_]
Values = npt.NDArray[np.float64]


def check_words(edition: AssessedEdition) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the officers' paragraphs, history lines and tables against the figures.

    Parameters
    ----------
    edition : AssessedEdition
        An edition whose data have no fault.

    Returns
    -------
    tuple of pandas.DataFrame
        The claims, one row each, as from :func:`.claims.read_claims`, and ``is_supported``; and
        the findings: one row is a number that the data do not bear out, of a paragraph (``kind``
        and ``position`` as in the narrative) or of a row of data (``kind`` ``table``, ``history
        line``, ``breakdown`` or ``heading``, ``position`` the line of the source), its ``token``,
        the ``problem``, the nearest fact in words, and the sentence.
    """
    claims = read_claims(edition.returns.narrative, edition.period)
    support = facts(edition)
    difference_measures = set(
        edition.catalogue.measures.query("calculation == 'difference'")["measure_id"]
    )
    verdicts = pd.DataFrame(
        list(_verdicts(claims, support, difference_measures)),
        columns=["problem", "nearest_fact"],
        index=claims.index,
    )
    judged = claims.assign(**verdicts, is_supported=verdicts["problem"] == "")
    found = [
        judged[~judged["is_supported"]],
        sum_findings(claims),
        row_findings(edition),
    ]
    findings = pd.concat([part.reindex(columns=list(FINDING_COLUMNS)) for part in found])
    findings = findings.astype({"position": "int64", "source_line": "int64"})
    keys = ["measure_id", "kind", "position", "token", "problem"]
    return judged, findings.drop_duplicates(keys).sort_values(
        ["measure_id", "source_line", "kind", "position"], kind="stable"
    ).reset_index(drop=True)


def _verdicts(
    claims: pd.DataFrame, support: pd.DataFrame, difference_measures: set[str]
) -> Iterator[tuple[str, str]]:
    families = dict(iter(support.groupby("family", sort=False)))
    nothing = support.iloc[:0]
    for claim in claims.itertuples():
        role = claim.role
        if role == "change" and claim.measure_id in difference_measures:
            # "18 pence an hour more" is the measure itself where the measure is a difference.
            role = "figure"
        yield _verdict(claim, role, families.get(claim.measure_id, nothing))


def _verdict(claim: Any, role: str, own: pd.DataFrame) -> tuple[str, str]:
    """Return the problem (empty if there is none) and the nearest fact in words."""
    value = own["value"].abs().to_numpy()
    of_unit = own["unit"].isin(_UNITS.get(claim.unit, (claim.unit,)))
    fits = (of_unit & own["what"].isin(_ROLES[role])).to_numpy()
    rounds = fits & rounds_to(value, claim.value, claim.decimals, claim.is_about)
    named = (own["period"] == (claim.period or None)).to_numpy()
    is_cell = (own["what"] == "figure") & (own["name"] == "") & (own["unit"] == claim.unit)
    reference = named & is_cell.to_numpy() & (role == "figure")
    if rounds.any():
        allowed = rounds & _may_be(own, named)
        if claim.period_is_own and reference.any() and not allowed.any():
            return DIFFERS, fact_words(own.iloc[_nearest(value, claim.value, reference)])
        preferred = rounds & named if (rounds & named).any() else rounds
        return "", fact_words(own.iloc[_nearest(value, claim.value, preferred)])
    if reference.any():
        return DIFFERS, fact_words(own.iloc[_nearest(value, claim.value, reference)])
    if not fits.any():
        return UNSUPPORTED, "no fact of this kind"
    return UNSUPPORTED, fact_words(own.iloc[_nearest(value, claim.value, fits)])


def _nearest(values: Values, claimed: float, among: Flags) -> int:
    return int(np.argmin(np.where(among, np.abs(values - claimed), np.inf)))


def _may_be(own: pd.DataFrame, named: Flags) -> Flags:
    """Facts that may stand in a clause that names a period: of that period, or of none."""
    undated: Flags = (own["period"] == "").to_numpy(dtype=bool)
    return named | undated


def rounds_to(facts: Values, claimed: float, decimals: int, is_about: bool) -> Flags:
    """Tell which facts round half up to a claimed number, at the claim's own decimals.

    Parameters
    ----------
    facts : numpy.ndarray
        Values, without sign.
    claimed : float
        The number as claimed.
    decimals : int
        Its decimals; negative for a number said in thousands or millions.
    is_about : bool
        Whether the claim says "about": then the zeros it ends on are not claimed either.
    """
    if is_about and claimed and not decimals:
        whole = str(int(claimed))
        decimals = -(len(whole) - len(whole.rstrip("0")))
    half = 0.5 * 10.0**-decimals
    known = np.round(facts, _NOISE)
    return (known >= round(claimed - half, _NOISE)) & (known < round(claimed + half, _NOISE))


def fact_words(fact: pd.Series) -> str:
    """Say a fact in words: its value, what it is, for when, and where it is printed."""
    value = f"{fact['value']:,.10g}" if fact["value"] == round(fact["value"]) else ""
    number = value or f"{fact['value']:,.4f}".rstrip("0").rstrip(".")
    unit = {"percent": "%", "GBP": " pounds", "percentage points": " percentage points"}
    said = f"{number}{unit.get(fact['unit'], '')}, {fact['what']}"
    if fact["name"]:
        said += f" ({fact['name']})"
    if fact["period"]:
        said += f" for {fact['period']}"
    place = f" in the {fact['printed_in']}" if fact["printed_in"] else ""
    line = f", line {int(fact['source_line'])}" if pd.notna(fact["source_line"]) else ""
    return said + place + line
