"""The words and figures that the sentence rules look for."""

import re

from spf_lib.present.wording_range import RULE_NAMES

SLOT = re.compile(r"\{(\w+)\}")
DIGIT = re.compile(r"\d")
NUMBER_WORDS = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|half|twice)\b"
)
NAMED_NUMBERS = (*RULE_NAMES, "two decimal places", "three decimal places", "two-proportion")
CHANGE = re.compile(r"\b(rise|fall|rose|fell|unchanged|increased|decreased|better|worse)\b", re.I)
COMPARED = re.compile(r"\bcompared with\b", re.I)
DIRECTION = re.compile(
    r"\b(rise|fall|rose|fell|unchanged|better|worse|similar|same|above|below|no clear evidence|"
    r"no figure|largest)\b",
    re.I,
)
PERCENT_CHANGE = re.compile(r"\b(rise|fall|rose|fell|up|down)\b( of| by)? -?£?[\d,.]+%", re.I)
POINTS = re.compile(r"([\d.,]+) percentage point(s?)")
LONG = re.compile(r"(?<![\d.,])\d{4,}")
DASHED = re.compile(r"\d[^\s\d]{0,2}\s*(?:–|—|-|/)\s*£?\d")
SPOILT = re.compile(r"\b(nan|none|inf|nat|null)\b|[{}]", re.I)
TREND = re.compile(
    r"\b(trend|improving|declining|improvement|improved|deteriorat\w+|worsening|concern)\b", re.I
)
CAUSE = re.compile(
    r"\b(because|due to|owing to|thanks to|as a result|result(ed|s|ing)? (of|from|in)|caus\w+|"
    r"led to|leads to|driven|drove|therefore|hence|reflect\w*|attribut\w+|explain\w*|consequen\w+)"
    r"\b",
    re.I,
)
DRAMA = re.compile(
    r"\b(only|just|best|worst|soar\w*|plummet\w*|dramatic\w*|sharp\w*|disappoint\w*|encourag\w*|"
    r"alarm\w*)\b",
    re.I,
)
PRAISE = re.compile(
    r"\b(good|great|strong|well|steady|stable|maintain\w*|poor|bad|fine|fail\w*|concern|"
    r"improv\w*)\b",
    re.I,
)
FUTURE = re.compile(r"\b(would end|will|project\w*|forecast to|on course|is heading)\b", re.I)
CONDITION = re.compile(r"\bif\b", re.I)
METHODS = ("straight line", "last year's seasonal share")
JARGON = re.compile(
    r"\b(mean|median|versus|vs|compared to|year-on-year|yoy|per cent|pp|utilis\w+|leverag\w+|"
    r"statistic\w*|variance|deviation|sigma|common cause|special cause|in terms of|going forward|"
    r"robust|outturn|trajectory)\b",
    re.I,
)
LONGEST_SENTENCE = 40
