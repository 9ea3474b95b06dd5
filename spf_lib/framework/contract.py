"""What a table should hold: its columns, the rules across them, and its key.

Each rule is written once. :meth:`TableSchema.is_kept` tells quickly whether a table keeps them all.
Of one that does not, pandera finds every fault by the same rules (:mod:`.contract_faults`).
"""

from collections.abc import Callable, Mapping, Sequence
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

    def is_kept(self, cells: pd.Series) -> bool:
        """Tell whether every cell is right."""
        filled = cells.dropna()
        if self.required and len(filled) < len(cells):
            return False
        return self.holds is None or all(map(self.holds, set(filled)))


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

    def is_kept(self, rows: pd.DataFrame) -> bool:
        """Tell whether a table of text cells, missing where empty, has no fault."""
        return (
            all(column.is_kept(rows[name]) for name, column in self.columns.items())
            and all(bool(rule.holds(rows).all()) for rule in self.rules)
            and not (self.unique and rows.duplicated(list(self.unique)).any())
        )
