"""Who publishes the documents, and the area it is the council of."""

import re

import pandas as pd

# "London Borough of Barnet", "Leeds City Council": what is left is the area.
_AREA_OF = re.compile(
    r"^(?:the )?(?:(?:london|royal|metropolitan) )*(?:(?:borough|city|county|district) )+of ",
    re.IGNORECASE,
)
_AREA_COUNCIL = re.compile(
    r"(?: (?:metropolitan|city|county|borough|district))* council$", re.IGNORECASE
)


def publisher_of(sources: pd.DataFrame) -> str:
    """Return whose performance an edition reports: the publisher of its first source."""
    return str(sources["publisher"].iloc[0])


def area_of(publisher: str) -> str:
    """Return the area a council is named after, as tables that compare areas name it.

    The words for its kind are left out: "London Borough of Barnet" and "Barnet Borough Council" are
    both of "Barnet".
    """
    return _AREA_COUNCIL.sub("", _AREA_OF.sub("", publisher))
