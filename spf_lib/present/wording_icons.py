"""What the icons of variation and assurance show a councillor, and what they do not."""

from spf_lib.assess.spc import Assurance, Variation

_NOT_SHOWN = "It does not show the reason, or whether the target is met."

_VARIATION: dict[Variation, str] = {
    "improvement": (
        "The latest figure stands out from its usual variation, on the good side. " + _NOT_SHOWN
    ),
    "concern": (
        "The latest figure stands out from its usual variation, on the bad side. " + _NOT_SHOWN
    ),
    "high": "The latest figure stands out from its usual variation, on the high side. "
    "It does not show the reason, and neither side is stated to be good.",
    "low": "The latest figure stands out from its usual variation, on the low side. "
    "It does not show the reason, and neither side is stated to be good.",
    "common cause": (
        "The latest figure lies within its usual variation. It does not show whether that level "
        "is good enough."
    ),
    "none": "There are too few figures to show what is usual. It does not show that nothing moved.",
}

_ASSURANCE: dict[Assurance, str] = {
    "pass": (
        "The target lies beyond the usual range, on the side that is met. It holds while the range "
        "stays as it is, and does not show how the figure comes about."
    ),
    "fail": (
        "The target lies beyond the usual range, on the side that is missed. It holds while the "
        "range stays as it is, and does not show whether the latest figure met the target."
    ),
    "inconsistent": (
        "The target lies in the usual range, and is met at some times and missed at others. It "
        "does not show which of them comes next."
    ),
    "none": "There is no target or no usual range to compare. It does not show that all is well.",
}


def variation_text(variation: Variation) -> str:
    """Explain a variation icon in two sentences."""
    return _VARIATION[variation]


def assurance_text(assurance: Assurance) -> str:
    """Explain an assurance icon in two sentences."""
    return _ASSURANCE[assurance]
