"""Vintages: what was known at an edition, and what later returns did to earlier figures.

Returns are only ever added to. An edition knows the returns up to its own; of each figure the
latest of them has the last word. What a later return says of a figure that an earlier one stated is
a restatement: it revises, withdraws, restores, confirms or repeats it, or gives it for the first
time.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from spf_lib.figures.corrections import FIGURE_KEY, begin_corrections, repeat_corrections
from spf_lib.figures.returns import figures_file
from spf_lib.figures.schemas import WITH_VALUE
from spf_lib.framework.periods import parse_period
from spf_lib.framework.tables import Fault

FINAL, *UNSETTLED = WITH_VALUE
REVISIONS = ("revised", "withdrawn", "restored")
FIRST_GIVEN = "first_given"
CONFIRMED = "confirmed"
_SUPPRESSED = "suppressed"

_BOTH = (
    "value",
    "edition_id",
    "status",
    "value_as_printed",
    "file",
    "file_line",
    "source_id",
    "source_line",
    "correction",
    "correction_line",
)
_NAMES = {"old_value": "old", "new_value": "new", "new_edition_id": "edition_id"}


@dataclass(frozen=True)
class Vintages:
    """What the returns up to one of them say, one upon the other.

    Attributes
    ----------
    known : pandas.DataFrame
        One row is a figure as the latest return that states it has it, corrected; indexed by
        :data:`.corrections.FIGURE_KEY`.
    restatements : tuple of pandas.DataFrame
        One row is a figure that a return states again, see :func:`restated`.
    faults : tuple of Fault
        Which corrections do not fit.
    """

    known: pd.DataFrame
    restatements: tuple[pd.DataFrame, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class KnownFigures:
    """What is known at an edition.

    One row is, of ``figures``, a figure where it was printed, with ``edition_id`` (the return that
    has the last word), ``file``, ``file_line``, ``correction`` (why it was corrected, or missing)
    and ``correction_line``; of ``restatements``, a figure that a return states again, see
    :func:`restated`; of ``corrections``, a correction that holds at the edition. ``faults`` says
    which corrections do not fit.
    """

    figures: pd.DataFrame
    restatements: pd.DataFrame
    corrections: pd.DataFrame
    faults: tuple[Fault, ...]


def nothing_known(rows: pd.DataFrame) -> Vintages:
    """Return what is known before the first return, whose figures are given for their columns."""
    return Vintages(_stated(rows.iloc[:0], ""))


def next_vintage(
    before: Vintages, edition_id: str, rows: pd.DataFrame, corrections: pd.DataFrame
) -> Vintages:
    """Let a return have the last word upon those before it.

    Parameters
    ----------
    before : Vintages
        What the returns before it say.
    edition_id : str
        The edition of the return, such as ``2019-20-Q2``.
    rows : pandas.DataFrame
        Its figures, indexed by line.
    corrections : pandas.DataFrame
        One row corrects one cell, from an edition on; those of later editions are not looked at.
    """
    begins = corrections["edition"].map(_ends)
    earlier, now = begins < _ends(edition_id), begins == _ends(edition_id)
    stated = repeat_corrections(_stated(rows, edition_id), corrections[earlier])
    after, found = begin_corrections(_overlaid(before.known, stated), corrections[now])
    return Vintages(
        known=after.assign(first_edition=_first(after, edition_id)),
        restatements=(*before.restatements, restated(before.known, stated)),
        faults=(*before.faults, *found),
    )


def known_figures(vintages: Vintages, corrections: pd.DataFrame, edition_id: str) -> KnownFigures:
    """Find what is known at an edition from the returns up to its own.

    Parameters
    ----------
    vintages : Vintages
        What the returns up to the edition's own say.
    corrections : pandas.DataFrame
        One row corrects one cell, from an edition on.
    edition_id : str
        Such as ``2019-20-Q2``.
    """
    until = corrections[corrections["edition"].map(_ends) <= _ends(edition_id)]
    known = vintages.known
    hidden = known.index[known["status"] == _SUPPRESSED]
    return KnownFigures(
        figures=known.reset_index(),
        restatements=_without(
            pd.concat(vintages.restatements, ignore_index=True), hidden, ("old", "new", "change")
        ),
        corrections=_without(until, hidden, ("expect", "correct_to")),
        faults=vintages.faults,
    )


def restated(known: pd.DataFrame, stated: pd.DataFrame) -> pd.DataFrame:
    """Compare what a return states with what was known before it.

    Parameters
    ----------
    known, stated : pandas.DataFrame
        One row is a figure, indexed by :data:`.corrections.FIGURE_KEY`: as known before the
        return, and as the return states it.

    Returns
    -------
    pandas.DataFrame
        One row is a figure that both hold: ``measure_id``, ``period``, ``printed_in``, ``kind``
        (``revised``, ``withdrawn``, ``restored``, ``first_given``, ``confirmed``, ``repeated``),
        ``edition_id`` that restates, ``old_edition_id`` that it restates and ``first_edition`` that
        gave the first value, ``old`` and ``new`` value, ``change`` (new less old, in the measure's
        unit), ``direction`` (``up``, ``down`` or empty), and of both ``status``,
        ``value_as_printed``, ``file``, ``file_line``, ``source_id``, ``source_line``,
        ``correction`` and ``correction_line``. The old value of a figure that is suppressed now is
        not told again.
    """
    shared = stated.index[stated.index.isin(known.index)]
    before, now = known.loc[shared], stated.loc[shared]
    had, has = before["value"].notna(), now["value"].notna()
    changed = had & has & (before["value"] != now["value"])
    settled = before["status"].isin(UNSETTLED) & (now["status"] == FINAL)
    ever = before["first_edition"].notna()
    rows = pd.DataFrame(
        {
            f"{age}_{column}": side[column]
            for age, side in (("old", before), ("new", now))
            for column in _BOTH
        },
        index=shared,
    ).rename(columns=_NAMES)
    hidden = now["status"] == _SUPPRESSED
    change = (now["value"] - before["value"]).astype("float64")
    return rows.assign(
        kind=np.select(
            [changed, had & ~has, ~had & has & ever, ~had & has, had & has & settled],
            [*REVISIONS, FIRST_GIVEN, CONFIRMED],
            "repeated",
        ),
        old=before["value"].mask(hidden),
        old_value_as_printed=before["value_as_printed"].mask(hidden),
        first_edition=before["first_edition"],
        change=change,
        direction=np.select([change > 0, change < 0], ["up", "down"], ""),
    ).reset_index()


def revisions(restatements: pd.DataFrame) -> pd.DataFrame:
    """Choose the restatements that give a figure another value, take it away or bring it back."""
    return restatements[restatements["kind"].isin(REVISIONS)]


def first_given(restatements: pd.DataFrame) -> pd.DataFrame:
    """Choose the late figures: said to be missing when they were due, and given since."""
    given = restatements["kind"] == FIRST_GIVEN
    return restatements[given & (restatements["old_status"] != "not_due")]


def _ends(edition_id: str) -> pd.Timestamp:
    return parse_period(edition_id).end_time


def _stated(rows: pd.DataFrame, edition_id: str) -> pd.DataFrame:
    """Index the figures of a return by their key, not corrected yet."""
    numbers = dict.fromkeys(("value", "numerator", "denominator"), "float64")
    return (
        rows.assign(
            edition_id=edition_id,
            file=figures_file(edition_id),
            file_line=rows.index,
            first_edition=pd.Series(np.nan, index=rows.index, dtype="str"),
            correction=pd.Series(np.nan, index=rows.index, dtype="str"),
            correction_line=np.nan,
        )
        .astype(numbers | {"file_line": "int64"})
        .set_index(FIGURE_KEY)
    )


def _overlaid(known: pd.DataFrame, stated: pd.DataFrame) -> pd.DataFrame:
    """Let the later return have the last word; who gave a figure first stays as it was."""
    first = known["first_edition"].reindex(stated.index)
    kept = known[~known.index.isin(stated.index)]
    return pd.concat([kept, stated.assign(first_edition=first)])


def _first(known: pd.DataFrame, edition_id: str) -> pd.Series:
    """Mark the figures that have their first value now."""
    has_first = known["first_edition"].notna() | known["value"].isna()
    return known["first_edition"].where(has_first, edition_id)


def _without(rows: pd.DataFrame, hidden: pd.Index, columns: tuple[str, ...]) -> pd.DataFrame:
    """Blank the values of figures that are suppressed now, so that none is shown again."""
    keys = pd.MultiIndex.from_frame(rows[FIGURE_KEY])
    masked = keys.isin(hidden)
    told = [column for column in rows.columns if column.endswith("value_as_printed")]
    return rows.assign(**{name: rows[name].mask(masked) for name in (*columns, *told)})
