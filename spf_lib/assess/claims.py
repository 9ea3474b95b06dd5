"""The numbers officers claim: read out of their paragraphs, one row a claim."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from spf_lib.assess.claim_names import DATES, NAMES, without
from spf_lib.assess.claim_periods import PeriodMention, period_mentions

COLUMNS = (
    "measure_id",
    "kind",
    "position",
    "source_line",
    "sentence",
    "sentence_number",
    "start",
    "token",
    "value",
    "decimals",
    "unit",
    "is_about",
    "role",
    "period",
    "period_is_own",
)

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        (
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ),
        start=2,
    )
}
# A written-out number is a claim only where it counts a thing the returns count; "two key
# projects" and "five priorities" count things no return holds.
_COUNTED = (
    "parks|sites|schools|children|people|adults|victims|offences|incidents|households|homes|"
    "units|cases|visits|plans|employees|volunteers|subscribers|followers|admissions|discharges|"
    "days|tonnes|questions"
)
_NUMBER = re.compile(
    r"(?P<money>£)?(?<![\w.,])(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
    r"(?P<suffix>%|st\b|nd\b|rd\b|th\b|kg\b|k\b|m\b|bn\b)?(?![\d])"
    rf"|\b(?P<word>{'|'.join(NUMBER_WORDS)})\b(?= (?:\w+ )?(?:{_COUNTED})\b)",
    re.IGNORECASE,
)
_SCALES = {"k": 1e3, "m": 1e6, "bn": 1e9}
_ORDINALS = ("st", "nd", "rd", "th")
_UNIT_AFTER = (
    ("percentage points", re.compile(r"\s?(?:percentage )?points?\b")),
    ("percent", re.compile(r"\s?(?:%|per ?cent\b)")),
    ("pence", re.compile(r"\s?(?:pence\b|p\b)")),
    ("kilograms", re.compile(r"\s?(?:kg|kilograms?)\b")),
    ("tonnes", re.compile(r"\s?tonnes?\b")),
    ("days", re.compile(r"[ -]?(?:delayed |working )?days?\b")),
)
# "28% to 40%" and "between 28 and 40%": the first number has the unit of the second.
_SAME_UNIT = re.compile(r"\s?(?:to|and|-|–)\s?\d[\d.,]*%")
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|roughly|nearly|almost|circa|just (?:over|under))\s$",
    re.IGNORECASE,
)
_MORE = "more|fewer|less|short|higher|lower|increase|reduction|rise|decrease|better|worse"
_CHANGE_AFTER = re.compile(rf"^[ )]*(?:\w+ )?(?:(?:{_MORE})\b|(?:above|below|over|under) \w)")
_CHANGE_BEFORE = re.compile(
    r"\b(?:(?:rise|fall|drop|increase|reduction|decrease|difference|differ) (?:of|by)|rose|fell|"
    r"grew|up|down|by)\s$"
)
_TARGET_BEFORE = re.compile(r"\btargets?(?: rate)?(?: of| is| was)\s$")
_TARGET_AFTER = re.compile(r"^(?: days?)? target\b")
_OTHERS = re.compile(
    r"\b(?:London|England|[Nn]ational|[Rr]egional|neighbours|Redbridge|Havering|Force|card advises)"
    r"\b"
)
_RANK_BEFORE = re.compile(
    r"\b[Rr]anks?(?:ed)?(?: of)?\s$|\bplaces it\s$|"
    r"(?:\branks? \d+|places it \d+|\d(?:st|nd|rd|th)) of\s$|\bof the\s$(?<=est of the\s)|"
    r"\bamong the\s$"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'“])")
_BREAK = re.compile(r"[,;:]")
_WORDS_TO_PARENTHESIS = 2


class _Token(NamedTuple):
    start: int
    end: int
    match: re.Match[str]


def read_claims(narrative: pd.DataFrame, edition: pd.Period) -> pd.DataFrame:
    """Read every number that claims something of a measure.

    Parameters
    ----------
    narrative : pandas.DataFrame
        One row is a paragraph: ``measure_id``, ``kind``, ``position``, ``text``, ``source_line``.
    edition : pandas.Period
        The quarter the paragraphs were written in.

    Returns
    -------
    pandas.DataFrame
        One row is a claim, in the order of the text: its paragraph and sentence; ``token`` as
        written; ``value`` and ``decimals``; ``unit`` (``percent``, ``percentage points``, ``GBP``,
        ``kilograms``, ``tonnes``, ``days``, ``rank`` or ``count``); ``is_about`` ("about 300");
        ``role`` (``figure``, ``target``, ``change``, ``others`` for another area's figure);
        ``period`` it is for, and whether that stands in its own clause (``period_is_own``) or is
        the only one of its sentence. ``start`` is the offset in the sentence. Numbers that are
        names (:mod:`.claim_names`) and periods are left out; a written-out number is a claim where
        it counts what returns count (parks, schools, people and the like).
    """
    rows = [
        {
            "measure_id": paragraph.measure_id,
            "kind": paragraph.kind,
            "position": int(paragraph.position),
            "source_line": paragraph.source_line,
            "sentence": sentence,
            "sentence_number": number,
            **claim,
        }
        for paragraph in narrative.itertuples()
        for number, sentence in enumerate(sentences(paragraph.text), start=1)
        for claim in _claims_of(sentence, edition)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def sentences(text: str) -> list[str]:
    """Split a paragraph into sentences; an abbreviation inside one does not end it."""
    return _SENTENCE_END.split(text)


def _claims_of(sentence: str, edition: pd.Period) -> Iterator[dict[str, Any]]:
    undated = without(DATES, sentence)
    mentions = period_mentions(undated, edition)
    plain = without(NAMES, _blanked(undated, mentions))
    tokens = [_Token(m.start(), m.end(), m) for m in _NUMBER.finditer(plain)]
    free = list(mentions)
    owned = ""
    for place, token in enumerate(tokens):
        value, decimals, unit = _read_number(token, plain)
        if not unit:
            continue
        before = tokens[place - 1].end if place else 0
        after = tokens[place + 1].start if place + 1 < len(tokens) else len(plain)
        bracketed = place > 0 and _is_bracketed_with(sentence, before, token.start)
        if bracketed:
            period = owned
        else:
            mention = _period_after(plain, token, tokens, free) or _period_before(
                plain, token, before, free, place == 0
            )
            period = mention.period if mention else ""
            free = [other for other in free if other != mention]
        owned = period
        yield {
            "start": token.start,
            "token": _as_written(sentence, token, unit),
            "value": value,
            "decimals": decimals,
            "unit": unit,
            "is_about": bool(_ABOUT.search(sentence[: token.start])),
            "role": _role(plain, token, before, after),
            "period": period or _only_period(mentions),
            "period_is_own": bool(period),
        }


def _blanked(text: str, mentions: list[PeriodMention]) -> str:
    for mention in mentions:
        blank = " " * (mention.end - mention.start)
        text = text[: mention.start] + blank + text[mention.end :]
    return text


def _read_number(token: _Token, plain: str) -> tuple[float, int, str]:
    """Return value, decimals and unit; no unit if it is an ordinal that is no rank."""
    match = token.match
    if match["word"]:
        return float(NUMBER_WORDS[match["word"].lower()]), 0, "count"
    suffix = (match["suffix"] or "").lower()
    decimals = len(match["fraction"] or ".") - 1
    value = float(match["digits"].replace(",", "") + (match["fraction"] or ""))
    rest = plain[token.end - len(suffix) :] if suffix in ("%", "kg") else plain[token.end :]
    if suffix in _ORDINALS or _RANK_BEFORE.search(plain[: token.start]):
        is_rank = suffix not in _ORDINALS or re.match(
            r"\s(?:of|out of|highest|lowest|best|worst|place)", plain[token.end :]
        )
        return value, decimals, "rank" if is_rank else ""
    if match["money"]:
        scale = _SCALES.get(suffix, 1.0)
        return value * scale, decimals - len(f"{scale:.0f}") + 1, "GBP"
    unit = next((name for name, pattern in _UNIT_AFTER if pattern.match(rest)), "count")
    if unit == "count" and _SAME_UNIT.match(rest):
        unit = "percent"
    if unit == "pence":
        return value / 100, decimals + 2, "GBP"
    return value, decimals, unit


def _as_written(sentence: str, token: _Token, unit: str) -> str:
    written = sentence[token.start : token.end]
    if unit == "percent" and not written.endswith("%"):
        return written
    return written.strip()


def _period_after(
    plain: str, token: _Token, tokens: list[_Token], mentions: list[PeriodMention]
) -> PeriodMention | None:
    """Find the period after a number and its brackets, in its clause, before the next number."""
    brackets = re.match(r"(?: \w+){0,2} \([^)]*\)", plain[token.end :])
    begins = token.end + (brackets.end() if brackets else 0)
    ends = min((other.start for other in tokens if other.start >= begins), default=len(plain))
    for mention in mentions:
        if token.end <= mention.start and mention.end <= ends:
            between = _outside_brackets(plain[token.end : mention.start])
            return None if _BREAK.search(between) else mention
    return None


def _period_before(
    plain: str, token: _Token, before: int, mentions: list[PeriodMention], is_first: bool
) -> PeriodMention | None:
    """Find the period before a number: in its clause, or as the lead of the sentence."""
    for mention in reversed(mentions):
        if before <= mention.start and mention.end <= token.start:
            breaks = _BREAK.findall(_outside_brackets(plain[mention.end : token.start]))
            return mention if not breaks or (is_first and len(breaks) == 1) else None
    return None


def _outside_brackets(text: str) -> str:
    return re.sub(r"\([^)]*\)?", "", text)


def _is_bracketed_with(sentence: str, before: int, start: int) -> bool:
    """Tell whether a number stands in the brackets right after the number before it."""
    between = sentence[before:start]
    head, bracket, _ = between.partition("(")
    inside_the_same = ")" not in between and sentence[:before].count("(") > sentence[:before].count(
        ")"
    )
    return inside_the_same or bool(bracket and len(head.split()) <= _WORDS_TO_PARENTHESIS)


def _only_period(mentions: list[PeriodMention]) -> str:
    named = {mention.period for mention in mentions}
    return named.pop() if len(named) == 1 else ""


def _role(plain: str, token: _Token, before: int, after: int) -> str:
    left, right = plain[before : token.start], plain[token.end : after]
    if _TARGET_BEFORE.search(plain[: token.start]) or _TARGET_AFTER.match(right):
        return "target"
    following = re.sub(r"^ \([^)]*\)", "", plain[token.end :])
    is_level = re.search(r"\b(?:to|from|at)\s$", left)
    if not is_level and (_CHANGE_AFTER.match(following) or _CHANGE_BEFORE.search(left)):
        return "change"
    own_left = re.split(r"[,;]|\bagainst\b|\band\b", left)[-1]
    own_right = re.split(r"[,;:.]|\bagainst\b|\band\b", right)[0]
    return "others" if _OTHERS.search(own_left + " " + own_right) else "figure"
