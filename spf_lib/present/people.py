"""Who answers: the names behind person_ids."""

import pandas as pd


def names(cell: str | float | None, people: pd.DataFrame) -> str:
    """Write the people of a cell, "A, B and C"; nothing for an empty cell.

    Parameters
    ----------
    cell : str or missing
        person_ids parted by semicolons.
    people : pandas.DataFrame
        One row is a person.
    """
    if not isinstance(cell, str):
        return ""
    known = people.set_index("person_id")["name"]
    found = [known[person] for person in cell.split(";")]
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"
