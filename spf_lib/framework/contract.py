"""What a table should hold: its columns, the rules across them, and its key.

Each rule is written once. :meth:`TableSchema.is_kept` tells quickly whether a table keeps them all.
Of one that does not, pandera finds every fault by the same rules (:mod:`.contract_faults`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Column:
    """A column of text cells.

    ``required`` cells are filled in. ``holds`` tells of a filled cell whether it is right, and is
    missing where every text is; ``expected`` reads as the end of "should be".
    """

    required: bool
    holds: Callable[[str], bool] | None = None
    expected: str = ""

    def is_kept(self, cells: Iterable[str]) -> bool:
        """Tell whether every cell is right; an empty one is missing."""
        different = set(cells)
        if "" in different:
            if self.required:
                return False
            different.remove("")
        return self.holds is None or all(map(self.holds, different))


@dataclass(frozen=True)
class Rule:
    """A rule across columns: a breach is reported in ``column`` as "should be ``expected``"."""

    column: str
    expected: str
    holds: Callable[[pd.DataFrame], pd.Series]


@dataclass(frozen=True)
class TableSchema:
    """A table: its columns in order, the rules across them, and the columns that make its key."""

    columns: Mapping[str, Column]
    rules: Sequence[Rule] = ()
    unique: Sequence[str] = ()

    def is_kept(self, cells: Mapping[str, Sequence[str]], rows: pd.DataFrame) -> bool:
        """Tell whether a table has no fault.

        Parameters
        ----------
        cells : mapping of str to sequence of str
            The cells of each column as read, empty where missing.
        rows : pandas.DataFrame
            The same as a frame, missing where empty, for the rules across columns.
        """
        keys = list(zip(*(cells[name] for name in self.unique), strict=True))
        return (
            len(set(keys)) == len(keys)
            and all(column.is_kept(cells[name]) for name, column in self.columns.items())
            and all(bool(rule.holds(rows).all()) for rule in self.rules)
        )
