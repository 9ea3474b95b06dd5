"""The rules that every generated sentence keeps, as pure functions that return breaches.

Rules 1 to 10, 14 to 17 and 20 are of single sentences (this module); those of all sentences about a
measure, of two versions of the same facts, and of a summary are in
:mod:`spf_lib.present.sentence_rules_sets`. The numbers are those of the project's list.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from spf_lib.framework.fact import Fact
from spf_lib.framework.units import round_half_up
from spf_lib.present import sentence_patterns as patterns
from spf_lib.present.statement import Statement
from spf_lib.present.wording_range import RULE_NAMES

MOST_NUMBERS = 3

# Numbers that are no figure of the measure, and keep decimals of their own.
_APART = ("count", "parameter")


@dataclass(frozen=True)
class Breach:
    """A rule that a sentence breaks, and why."""

    rule: int
    sentence: str
    why: str


def prose(statement: Statement) -> str:
    """Return a sentence's own words, each slot replaced by a mark: not numbers, not names."""
    return patterns.SLOT.sub("§", statement.template)


def without_names(statement: Statement) -> str:
    """Return a sentence with its numbers written and its names left out."""
    shown = {slot: number.text for slot, number in statement.numbers.items()}
    return statement.template.format(**shown, **dict.fromkeys(statement.names, "§"))


def sentence_breaches(statement: Statement) -> list[Breach]:
    """Check a sentence against every rule of single sentences."""
    text = statement.text()
    return [Breach(number, text, why) for number, rule in RULES.items() for why in rule(statement)]


def numbers_are_facts(statement: Statement) -> Iterator[str]:
    """Rule 1: every number equals a fact at its stated rounding, no other number stands."""
    words = prose(statement)
    if patterns.DIGIT.search(words):
        yield "a digit stands outside the facts"
    for named in patterns.NAMED_NUMBERS:
        words = words.replace(named, "")
    if found := patterns.NUMBER_WORDS.search(words):
        yield f"the number “{found[0]}” is not a fact"
    slots = set(patterns.SLOT.findall(statement.template))
    if slots != set(statement.numbers) | (set(statement.names) & slots):
        yield "slots and facts do not match"
    # A name may hold such letters or braces of its own, so it is left out.
    if patterns.SPOILT.search(without_names(statement)):
        yield "a missing value is written out"


def begins_with_the_measure(statement: Statement) -> Iterator[str]:
    """Rule 2: measure, value with unit, period come first; no sentence starts with a numeral."""
    if re.match(r"[-£(“]*\d", statement.text()):
        yield "the sentence starts with a numeral"
    if statement.topic == "latest" and not re.match(
        r"\{measure\}[^{]*\{value\}[^{]*\{period\}", statement.template
    ):
        yield "measure, value and period do not come first"


def changes_name_comparators(statement: Statement) -> Iterator[str]:
    """Rule 3: every change names its direction and comparator."""
    words = prose(statement)
    compared = patterns.COMPARED.search(words)
    if (found := patterns.CHANGE.search(words)) and not compared:
        yield f"“{found[0]}” has no comparator"
    if compared and not patterns.DIRECTION.search(words):
        yield "the comparison has no direction"


def percentages_change_by_points(statement: Statement) -> Iterator[str]:
    """Rule 4: percentages change by percentage points; "%" change never of them or from zero."""
    if patterns.PERCENT_CHANGE.search(without_names(statement)):
        yield "a percentage changes by percent"
    for slot, number in statement.numbers.items():
        if slot in ("change", "distance") and number.unit == "percent":
            yield "a difference of percentages is in percent"
    for amount, plural in patterns.POINTS.findall(without_names(statement)):
        if (amount == "1") == bool(plural):
            yield "“percentage point” is singular for exactly 1"
    percent, change = statement.numbers.get("percent"), statement.numbers.get("change")
    if percent and change and change.unit == "percentage points":
        yield "a percentage changes by percent"


def numbers_look_alike(statement: Statement) -> Iterator[str]:
    """Rule 5: one number of decimals per measure, thousands commas, "to" in ranges."""
    if len({n.decimals for n in statement.numbers.values() if n.kind not in _APART}) > 1:
        yield "figures have different decimals"
    shown = without_names(statement)
    if patterns.LONG.search(shown):
        yield "a thousands comma is missing"
    if patterns.DASHED.search(shown):
        yield "a range is written with a dash"


def rounding_shows_the_change(statement: Statement) -> Iterator[str]:
    """Rule 6: if rounded ends do not show a change they are not both given; zero is unchanged."""
    change, previous = statement.numbers.get("change"), statement.numbers.get("previous")
    if change is None:
        return
    if _rounded(change) == 0:
        yield "a change that rounds to zero is given a size"
    value = statement.numbers.get("value")
    if previous and value and abs(_rounded(value) - _rounded(previous)) != _rounded(change):
        yield "the rounded figures do not differ by the rounded change"


def _rounded(number: Fact) -> Decimal:
    return round_half_up(number.value, number.decimals)


def direction_is_not_judgement(statement: Statement) -> Iterator[str]:
    """Rule 7: a rise or fall is not itself called good or bad."""
    if re.search(
        r"\b(good|bad|positive|negative|favourable|adverse) (rise|fall)", prose(statement)
    ):
        yield "a direction of number is judged by itself"


def significance_names_its_test(statement: Statement) -> Iterator[str]:
    """Rule 8: "significant" only with the test named."""
    if re.search(r"significan", prose(statement), re.I) and not (
        statement.evidence.endswith("test") and statement.evidence in statement.text()
    ):
        yield "“significant” without its test"


def trends_name_their_rule(statement: Statement) -> Iterator[str]:
    """Rule 9: "trend", "improving", "declining" need a rule that fired, and it is named."""
    if (found := patterns.TREND.search(prose(statement))) and not (
        statement.evidence in RULE_NAMES and statement.evidence in statement.text()
    ):
        yield f"“{found[0]}” without a rule that fired"


def common_cause_is_plain(statement: Statement) -> Iterator[str]:
    """Rule 10: common cause reads "within its usual range (a to b)", without cause or praise."""
    if statement.topic != "common cause":
        return
    if "within its usual range ({from} to {to})" not in statement.template:
        yield "common cause is not within its usual range (a to b)"
    if found := patterns.PRAISE.search(prose(statement)):
        yield f"“{found[0]}” is praise or blame"


def causes_are_quoted(statement: Statement) -> Iterator[str]:
    """Rule 14: no causal word unless quoted from the officers' note and marked as theirs."""
    quoted = re.sub(r"officers[^“]*“[^”]*”", "", prose(statement), flags=re.I)
    if found := patterns.CAUSE.search(quoted):
        yield f"“{found[0]}” gives a cause"


def words_are_calm(statement: Statement) -> Iterator[str]:
    """Rule 15: none of the words of drama."""
    if found := patterns.DRAMA.search(prose(statement)):
        yield f"“{found[0]}” is drama"


def projections_are_conditional(statement: Statement) -> Iterator[str]:
    """Rule 16: a projection is conditional and names its method."""
    words = prose(statement)
    if not patterns.FUTURE.search(words):
        return
    if not patterns.CONDITION.search(words):
        yield "a projection has no condition"
    if not any(method in words for method in patterns.METHODS):
        yield "a projection does not name its method"


def numbers_are_few(statement: Statement) -> Iterator[str]:
    """Rule 17, of a sentence: at most three numbers, and one sentence."""
    if len(statement.numbers) > MOST_NUMBERS:
        yield f"{len(statement.numbers)} numbers in a sentence"
    if re.search(r"[.!?]\s", prose(statement)) or not statement.template.endswith("."):
        yield "a statement is one whole sentence"


def english_is_plain(statement: Statement) -> Iterator[str]:
    """Rule 20, of a sentence: plain words, and at most forty of our own."""
    words = prose(statement)
    if found := patterns.JARGON.search(words):
        yield f"“{found[0]}” is not plain"
    if len(words.split()) > patterns.LONGEST_SENTENCE:
        yield "the sentence is long"


Rule = Callable[[Statement], Iterator[str]]

RULES: dict[int, Rule] = {
    1: numbers_are_facts,
    2: begins_with_the_measure,
    3: changes_name_comparators,
    4: percentages_change_by_points,
    5: numbers_look_alike,
    6: rounding_shows_the_change,
    7: direction_is_not_judgement,
    8: significance_names_its_test,
    9: trends_name_their_rule,
    10: common_cause_is_plain,
    14: causes_are_quoted,
    15: words_are_calm,
    16: projections_are_conditional,
    17: numbers_are_few,
    20: english_is_plain,
}
