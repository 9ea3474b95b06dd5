"""The tree of groups: priorities hold themes, themes hold sub-themes; portfolios stand alone."""

import pandas as pd

CHAPTER_KINDS = ("portfolio", "theme")


def chapter_ids(groups: pd.DataFrame) -> pd.Series:
    """Find the chapter of every group: itself if a portfolio or theme, else the theme above it.

    Parameters
    ----------
    groups : pandas.DataFrame
        One row is a group.

    Returns
    -------
    pandas.Series
        group_id of the chapter, indexed by group_id; a priority has none.
    """
    kinds = dict(zip(groups["group_id"], groups["kind"], strict=True))
    parents = dict(zip(groups["group_id"], groups["parent_id"], strict=True))

    def chapter(group_id: str) -> str | None:
        if kinds[group_id] in CHAPTER_KINDS:
            return group_id
        return None if pd.isna(parents[group_id]) else chapter(parents[group_id])

    return pd.Series({group_id: chapter(group_id) for group_id in kinds}, dtype="object")


def chapters(groups: pd.DataFrame) -> pd.DataFrame:
    """Return the groups that are chapters, in reading order: by priority, then by position."""
    rows = groups[groups["kind"].isin(CHAPTER_KINDS)]
    positions = groups.set_index("group_id")["position"]
    above = rows["parent_id"].map(positions).fillna(0)
    return rows.assign(above=above).sort_values(["above", "position"]).drop(columns="above")
