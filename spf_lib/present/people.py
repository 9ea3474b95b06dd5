"""Who answers: the names behind person_ids."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from spf_lib.framework.catalogue import Catalogue

NOT_STATED = "Not stated"


class Owner(NamedTuple):
    """Who answers for a measure: in words, and the names alone."""

    words: str
    names: tuple[str, ...]


def names(cell: str | float | None, people: pd.DataFrame) -> str:
    """Write the people of a cell, "A, B and C"; nothing for an empty cell.

    Parameters
    ----------
    cell : str or missing
        person_ids parted by semicolons.
    people : pandas.DataFrame
        One row is a person.
    """
    found = name_list(cell, people)
    return " and ".join(part for part in (", ".join(found[:-1]), *found[-1:]) if part)


def name_list(cell: str | float | None, people: pd.DataFrame) -> list[str]:
    """Return the names of the people of a cell; none for an empty cell."""
    if not isinstance(cell, str):
        return []
    known = dict(zip(people["person_id"], people["name"], strict=True))
    return [known[person] for person in cell.split(";")]


def stated_owner(measure: pd.Series, people: pd.DataFrame) -> Owner:
    """Say who answers for a measure, as stated of it.

    Parameters
    ----------
    measure : pandas.Series
        One row of measures.
    people : pandas.DataFrame
        One row is a person.
    """
    stated = {"lead member": measure["lead_member"], "lead officer": measure["lead_officer"]}
    return _owner({role: cell for role, cell in stated.items() if isinstance(cell, str)}, people)


def owner_of(measure: pd.Series, catalogue: Catalogue) -> Owner:
    """Say who answers for a measure: as stated of it, else who holds its portfolio.

    Parameters
    ----------
    measure : pandas.Series
        One row of measures.
    catalogue : Catalogue
        With all groups, portfolios and people. The holder of a portfolio is known from the document
        that lists the Cabinet's portfolios, which need not be the measure's own.
    """
    owner = stated_owner(measure, catalogue.people)
    held = _holder(measure["group_id"], catalogue) if owner.names == (NOT_STATED,) else None
    return owner if held is None else _owner({"portfolio": held}, catalogue.people)


def _owner(leads: Mapping[str, str], people: pd.DataFrame) -> Owner:
    """Name people by what they are to a measure, the person_ids of each role in a cell."""
    if not leads:
        return Owner(NOT_STATED, (NOT_STATED,))
    words = [f"{names(cell, people)} ({role})" for role, cell in leads.items()]
    known = [name for cell in leads.values() for name in name_list(cell, people)]
    return Owner("; ".join(words), tuple(known))


def _holder(group_id: str, catalogue: Catalogue) -> str | None:
    """Return the person_ids of those who hold the portfolio of a group's name, if there is one."""
    groups, portfolios = catalogue.groups, catalogue.portfolios
    title = dict(zip(groups["group_id"], groups["title"], strict=True))[group_id]
    held = zip(portfolios["title"], portfolios["person_id"], strict=True)
    return next((person for name, person in held if _same_name(name) == _same_name(title)), None)


def _same_name(title: str) -> str:
    """Return a title as it can be compared: two documents write one name with "&" and "and"."""
    return title.replace("&", "and").casefold()
