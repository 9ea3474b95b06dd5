"""The rules of several sentences together: of a measure, of two versions, of a summary."""

import re
from collections.abc import Iterator, Sequence

import pandas as pd

from spf_lib.assess.statement_records import Absent, Comparison, MeasureFacts
from spf_lib.present.sentence_rules import Breach, prose, sentence_breaches
from spf_lib.present.statement import COLOUR_WORDS, LONGEST_PARAGRAPH, Statement, paragraphs
from spf_lib.present.summary_parts import SummarySection
from spf_lib.present.wording import before_names, title_of
from spf_lib.present.wording_range import disagrees

_APART = ("count", "parameter")
_SETTLED = "plain"

# Words that say which side is good; mirrored polarity may change these and nothing else.
JUDGEMENT_WORDS = re.compile(
    r"\b(better|worse|an improvement|a concern|safe side|far side|at least|at most|meet|miss|"
    r"secures|rules out|(and|but)(?= the target \())\b"
)


def measure_breaches(facts: MeasureFacts, said: Sequence[Statement]) -> list[Breach]:
    """Check all sentences about a measure: each by itself, and together.

    Parameters
    ----------
    facts : MeasureFacts
        What they were made from.
    said : sequence of Statement
        In reading order, as from :func:`spf_lib.present.wording.statements`.
    """
    text = " ".join(statement.text() for statement in said)
    together = {
        1: _facts_are_finite(said),
        2: _measure_comes_first(said),
        5: _one_number_of_decimals(facts, said),
        6: _unchanged_is_said(facts, said),
        7: _words_follow_figures(facts, said),
        11: _disagreement_is_said(facts, said),
        12: _weakness_is_said(facts, said),
        13: _like_with_like(facts, said),
        17: _paragraphs_are_short(said),
    }
    alone = [breach for statement in said for breach in sentence_breaches(statement)]
    return alone + [Breach(rule, text, why) for rule, found in together.items() for why in found]


def _facts_are_finite(said: Sequence[Statement]) -> Iterator[str]:
    values = [number.value for statement in said for number in statement.numbers.values()]
    if any(value != value or abs(value) == float("inf") for value in values):
        yield "a fact is not a number"


def _measure_comes_first(said: Sequence[Statement]) -> Iterator[str]:
    if not said or "measure" not in said[0].names:
        yield "the first sentence does not name the measure"


def _one_number_of_decimals(facts: MeasureFacts, said: Sequence[Statement]) -> Iterator[str]:
    decimals = {
        number.decimals
        for statement in said
        for number in statement.numbers.values()
        if number.kind not in _APART
    }
    if decimals - {facts.decimals}:
        yield "figures of the measure have different decimals"


def _unchanged_is_said(facts: MeasureFacts, said: Sequence[Statement]) -> Iterator[str]:
    found, own = facts.comparison, _of(said, "change")
    if not isinstance(found, Comparison) or not own:
        return
    if found.rounds_to_zero != ("unchanged" in own[0].template):
        yield "“unchanged” does not follow the rounded change"
    previous = own[0].numbers.get("previous")
    if previous is not None and not found.shows:
        yield "both rounded figures stand though they do not show the change"


def _words_follow_figures(facts: MeasureFacts, said: Sequence[Statement]) -> Iterator[str]:
    found, own = facts.comparison, _of(said, "change")
    if not isinstance(found, Comparison) or isinstance(facts.latest, Absent) or not own:
        return
    words = prose(own[0])
    moved = facts.latest.value - found.previous.value
    if (" rise " in words and moved <= 0) or (" fall " in words and moved >= 0):
        yield "rise or fall is not what the figures did"
    judged = "better" if "better" in words else "worse" if "worse" in words else ""
    if judged and facts.polarity in ("higher", "lower"):
        good = (moved > 0) == (facts.polarity == "higher")
        if judged != ("better" if good else "worse"):
            yield "better or worse is not what polarity says"
    if judged and facts.polarity == "none":
        yield "a measure without polarity is judged"


def _disagreement_is_said(facts: MeasureFacts, said: Sequence[Statement]) -> Iterator[str]:
    own = _of(said, "assurance")
    if isinstance(facts.assurance, Absent) or isinstance(facts.rating, Absent):
        return
    if not own:
        yield "assurance is not said"
    elif disagrees(facts) and COLOUR_WORDS[facts.rating.rag] not in own[0].template:
        yield "the colour is not said beside the assurance that disagrees"


def _weakness_is_said(facts: MeasureFacts, said: Sequence[Statement]) -> Iterator[str]:
    text = " ".join(prose(statement) for statement in said)
    chart = facts.chart
    if not isinstance(chart, Absent):
        if chart.grade != _SETTLED and " trial " not in text:
            yield "a range from few figures is not called a trial"
        if chart.gaps and "missing" not in " ".join(map(prose, _of(said, "trial"))):
            yield "gaps are not said"
    if facts.status in ("provisional", "forecast") and facts.status not in text:
        yield f"the figure is not called {facts.status}"
    if not isinstance(facts.small, Absent) and "small numbers" not in text:
        yield "small numbers are not said"
    if facts.awaited and not {"awaited", "no figure"} & {statement.topic for statement in said}:
        yield "a missing figure is not said"


def _like_with_like(facts: MeasureFacts, said: Sequence[Statement]) -> Iterator[str]:
    compared = [s for s in said if "before" in s.names and "compared with" in s.template]
    found = facts.comparison
    if isinstance(found, Comparison) and (
        not compared or compared[0].names["before"] != before_names(facts, found.period)["before"]
    ):
        yield "the same period a year before does not come first"
    if facts.is_cumulative and isinstance(found, Comparison):
        allowed = {before_names(facts, found.period)["before"], title_of(found.period)}
        if any(statement.names["before"] not in allowed for statement in compared):
            yield "a cumulative figure is compared with another point of the year"


def _paragraphs_are_short(said: Sequence[Statement]) -> Iterator[str]:
    if any(len(paragraph) > LONGEST_PARAGRAPH for paragraph in paragraphs(said)):
        yield "a paragraph has more than three sentences"


def _of(said: Sequence[Statement], topic: str) -> list[Statement]:
    return [statement for statement in said if statement.topic == topic]


def version_breaches(first: Sequence[Statement], second: Sequence[Statement]) -> list[Breach]:
    """Rule 18: the same facts under mirrored polarity differ in judgement words at most."""
    texts = [
        [JUDGEMENT_WORDS.sub("*", statement.text()) for statement in said]
        for said in (first, second)
    ]
    return [
        Breach(18, one, f"not the same but for judgement words: {other}")
        for one, other in zip(*texts, strict=False)
        if one != other
    ] + ([Breach(18, "", "different numbers of sentences")] if len(first) != len(second) else [])


def summary_breaches(sections: Sequence[SummarySection], headlines: pd.DataFrame) -> list[Breach]:
    """Check a summary: each sentence, and rule 19 against the rows its tables are made from.

    Parameters
    ----------
    sections : sequence of SummarySection
        As from :func:`spf_lib.present.wording_summary.summary_statements`.
    headlines : pandas.DataFrame
        One row is a headline measure of the scorecard.
    """
    every = [statement for section in sections for statement in section.sentences]
    found = [breach for statement in every for breach in sentence_breaches(statement)]
    named = {section.key: {item[0].measure_id for item in section.items} for section in sections}
    found += [
        Breach(19, "", f"{key} is red and not in the summary")
        for key in headlines.loc[headlines["is_red"], "measure_id"]
        if key not in named["red"]
    ]
    found += [
        Breach(19, "", f"{key} is worsening and not in the summary")
        for key in headlines.loc[headlines["is_worsening"], "measure_id"]
        if key not in named["worse"] | named["red"]
    ]
    counts = _table_counts(headlines)
    for statement in every:
        for number in statement.numbers.values():
            if number.name in counts and number.value != counts[number.name]:
                found.append(Breach(19, statement.text(), f"{number.name} is not as in the table"))
    listed = {"summary--red": "red", "summary--worse-not-red": "worse"}
    listed |= {"summary--near-an-edge": "edge", "summary--projected": "year-end"}
    listed["summary--signals"] = "range"
    lengths = {section.key: len(section.items) for section in sections}
    for statement in every:
        for number in statement.numbers.values():
            if number.name in listed and number.value != lengths[listed[number.name]]:
                found.append(Breach(19, statement.text(), "the count is not that of the list"))
    found += [
        Breach(17, section.title, "a paragraph has more than three sentences")
        for section in sections
        if any(len(paragraph) > LONGEST_PARAGRAPH for paragraph in paragraphs(section.lead))
        or any(len(item) > LONGEST_PARAGRAPH for item in section.items)
    ]
    found += [
        Breach(2, item[0].text(), "the first sentence does not name the measure")
        for section in sections
        for item in section.items
        if "measure" not in item[0].names
    ]
    return found


def _table_counts(headlines: pd.DataFrame) -> dict[str, int]:
    rag, travel = headlines["rag"], headlines["travel"]
    red, worse = headlines["is_red"], headlines["is_worsening"]
    counts = {
        "measures": len(headlines),
        "rated": (rag != "").sum(),
        "missing": headlines["is_missing"].sum(),
        "not-judged": (~travel.isin(["up", "level", "down"])).sum(),
        "red-and-worse": (red & worse).sum(),
        "worse-not-red": (worse & ~red).sum(),
    }
    counts |= {word: (rag == code).sum() for code, word in COLOUR_WORDS.items()}
    counts |= {f"direction-{way}": (travel == way).sum() for way in ("up", "level", "down")}
    return {f"summary--{name}": int(number) for name, number in counts.items()}
