"""The columns of the downloads: one description for CSVW, Frictionless and the spreadsheet."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "whole", "date", "yes_no"]
# Why a cell is empty, in the Analysis Function's shorthand: not available, or not applicable.
Empty = Literal["x", "z"]


@dataclass(frozen=True)
class Column:
    """A column.

    Attributes
    ----------
    name : str
        In files.
    title : str
        Its heading in the spreadsheet.
    description : str
        What a cell holds, with its unit.
    kind : str
        ``text``, ``number``, ``whole`` number, ``date`` or ``yes_no``.
    empty : str
        What an empty cell means: ``x`` not available, ``z`` not applicable.
    required : bool
        Whether no cell is empty.
    sheet : bool
        Whether the spreadsheet has it.
    """

    name: str
    title: str
    description: str
    kind: Kind = "text"
    empty: Empty = "z"
    required: bool = False
    sheet: bool = True


_ID = Column("measure_id", "Measure key", "Key of the measure", required=True)
_SOURCE_LINE = Column(
    "source_line",
    "Source line",
    "Line of the source's plain text where it stands",
    "whole",
    "x",
    sheet=False,
)
_SOURCE = Column("source_id", "Source", "Key of the document it was read from", empty="x")
_UNIT = Column("unit", "Unit", "What the numbers are in", required=True)
_LEAD = Column("lead_member", "Lead member", "Who of the Cabinet answers for it", empty="x")
_OFFICER = Column("lead_officer", "Lead officer", "Which officer answers for it", empty="x")
_TITLE = Column("title", "Measure", "Title of the measure, as printed", required=True)
_SERIES = Column("series", "Series", "Which series of the measure; empty if it has one", sheet=True)

MEASURES = (
    _ID,
    _TITLE,
    _SERIES,
    Column("part_of", "Part of", "Key of the headline measure this is a further series of"),
    Column("group_id", "Group key", "Key of the group", required=True, sheet=False),
    Column("group", "Group", "Title of the portfolio, theme or sub-theme", required=True),
    Column(
        "polarity",
        "What is better",
        "higher, lower, within a range, or none: nothing says which is better",
        required=True,
    ),
    _UNIT,
    Column("decimals", "Decimals", "Decimal places it is shown with", "whole", sheet=False),
    Column("accumulation", "Accumulation", "How periods add up within a year", sheet=False),
    Column("frequency", "Frequency", "How often it is reported", required=True),
    Column("definition", "Definition", "What is measured, in our words", empty="x", sheet=False),
    _LEAD,
    _OFFICER,
    _SOURCE,
    _SOURCE_LINE,
    Column(
        "card",
        "Card",
        "Address of its card, relative to the file",
        required=True,
        sheet=False,
    ),
)
FIGURES = (
    _ID,
    Column("period", "Period", "Period of the figure, such as 2019-20-Q2", required=True),
    Column(
        "period_ends", "Period ends", "Last day of the period", "date", required=True, sheet=False
    ),
    Column("value", "Value", "The figure, in its unit", "number", "x"),
    _UNIT,
    Column("status", "Status", "Whether the figure is final, or why there is none", required=True),
    Column(
        "shorthand",
        "Shorthand",
        "Symbols of the Analysis Function: [p] provisional, [f] forecast, [r] revised, "
        "[x] not available, [z] not applicable, [c] confidential; empty for a final figure",
        sheet=False,
    ),
    Column(
        "revised",
        "Revised",
        "Whether a later return or a correction gave the figure another value",
        "yes_no",
        required=True,
        sheet=False,
    ),
    Column("numerator", "Numerator", "What was counted, where printed", "number", "x"),
    Column("denominator", "Denominator", "What it is a share of, where printed", "number", "x"),
    Column(
        "printed_in",
        "Printed in",
        "Where in the source: table, history or text",
        required=True,
    ),
    Column("value_as_printed", "As printed", "The source's own token", empty="x", sheet=False),
    Column("edition", "Return", "Edition whose return gave the figure", required=True),
    _SOURCE,
    _SOURCE_LINE,
    Column("note", "Note", "What else the source says of the figure", sheet=False),
)
TARGETS = (
    _ID,
    Column("period", "Period", "Period the target is for; empty if it stands for all"),
    Column(
        "condition", "Condition", "When the target holds; empty if always or not told", sheet=True
    ),
    Column("kind", "Kind", "Such as at_least, at_most, between; none if no target", required=True),
    Column("lower", "Lower bound", "Least value that meets it, in the unit", "number"),
    Column("upper", "Upper bound", "Greatest value that meets it, in the unit", "number"),
    _UNIT,
    Column("benchmark", "Benchmark", "Whose figure it is held to"),
    Column("comparison", "Comparison", "How it is held to the benchmark"),
    Column("per", "Per", "The time a bound is for"),
    Column("target_as_printed", "As printed", "The source's own words", empty="x"),
    _SOURCE_LINE,
)
BASELINES = (
    _ID,
    Column("period", "Period", "Period of the baseline", empty="x"),
    Column("value", "Value", "The baseline, in the unit", "number", "x"),
    _UNIT,
    Column("value_as_printed", "As printed", "The source's own token", empty="x"),
    _SOURCE_LINE,
)
RATINGS = (
    _ID,
    Column("period", "Period", "Period of the latest figure", empty="x"),
    Column("value", "Latest figure", "The latest figure, in the unit", "number", "x"),
    _UNIT,
    Column("status", "Status", "Whether the latest figure is final", empty="x"),
    Column("target_kind", "Target kind", "Kind of the target it is held to", required=True),
    Column("lower", "Target, lower bound", "In the unit", "number"),
    Column("upper", "Target, upper bound", "In the unit", "number"),
    Column("rating", "Rating", "Green, Amber, Red or Not rated, by our rule", required=True),
    Column("reason", "Reason", "The worked sum, or why there is no rating", required=True),
    Column(
        "published_rating",
        "Published rating",
        "As the source prints it: G, A, R or n/a; empty if it prints none",
        empty="x",
    ),
    Column(
        "direction",
        "Direction",
        "Better, Worse or No change than the period compared with; No direction if not judged",
        required=True,
    ),
    Column("compared_with", "Compared with", "The same period a year before", empty="x"),
    Column("previous", "Figure then", "The figure compared with, in the unit", "number", "x"),
    Column("change", "Change", "Latest figure less the figure then", "number", "x"),
    Column(
        "published_direction",
        "Published direction",
        "As the source prints it: up, down, level or n/a; empty if it prints none",
        empty="x",
    ),
)
DELIVERABLES = (
    Column("deliverable_id", "Deliverable key", "Key of the deliverable", required=True),
    Column("group_id", "Group key", "Key of the group", required=True, sheet=False),
    Column("group", "Group", "Title of the portfolio, theme or group", required=True),
    Column("deliverable", "Deliverable", "What is to be delivered, as printed", required=True),
    Column("milestone", "Milestone", "Which step of it"),
    Column("due_as_printed", "Due, as printed", "The source's own words", empty="x"),
    Column("due_from", "Due from", "First day it may be due", "date", "x"),
    Column("due_to", "Due by", "Last day it is due", "date", "x"),
    Column("recurrence", "Recurrence", "How often it is due again"),
    Column("revised_due", "Due by, revised", "New date, from an update", "date"),
    Column(
        "status", "Status", "Where it stands: from its update, else from its date", required=True
    ),
    Column("status_as_printed", "Status, as printed", "The source's own words", empty="x"),
    Column("update", "Update", "What officers report, in our words", empty="x"),
    _LEAD,
    _OFFICER,
    Column("programme", "Programme", "Improvement programme it belongs to"),
    _SOURCE_LINE,
)
