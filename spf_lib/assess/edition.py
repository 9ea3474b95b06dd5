"""One edition, assessed: everything its pages present."""

from dataclasses import dataclass

import pandas as pd

from spf_lib.assess.calculation import recomputed_figures
from spf_lib.assess.reconciliation import reconcile_ratings, reconcile_travel
from spf_lib.assess.rules import RuleSet
from spf_lib.assess.scorecard import build_scorecard, figures_by_period, reported_figures
from spf_lib.figures.returns import Returns
from spf_lib.framework.catalogue import Catalogue


@dataclass(frozen=True)
class AssessedEdition:
    """An edition's tables.

    ``catalogue`` is narrowed to the edition's framework. One row is, of ``reported``, a figure
    where it was printed; of ``figures``, a measure in a period; of ``scorecard``, a measure; of
    ``ratings_reconciled``, a headline measure; of ``travel_reconciled``, a measure with a printed
    rating; of ``recomputed``, a figure with a known numerator and denominator; of
    ``discrepancies``, a contradiction found in the source; of ``rule_examples``, a worked example
    of a rule.
    """

    edition_id: str
    period: pd.Period
    catalogue: Catalogue
    returns: Returns
    rules_name: str
    rules: RuleSet
    reported: pd.DataFrame
    figures: pd.DataFrame
    scorecard: pd.DataFrame
    ratings_reconciled: pd.DataFrame
    travel_reconciled: pd.DataFrame
    recomputed: pd.DataFrame
    discrepancies: pd.DataFrame
    rule_examples: pd.DataFrame

    @property
    def headlines(self) -> pd.DataFrame:
        """The scorecard without the further series of a measure: one row a card."""
        return self.scorecard[self.scorecard["part_of"].isna()]


def assess_edition(
    edition_id: str,
    period: pd.Period,
    catalogue: Catalogue,
    returns: Returns,
    rules_name: str,
    rules: RuleSet,
    discrepancies: pd.DataFrame,
    rule_examples: pd.DataFrame,
) -> AssessedEdition:
    """Assess an edition: figures chosen, measures rated, results set beside the published ones.

    Parameters
    ----------
    edition_id : str
        Such as ``2019-20-Q2``.
    period : pandas.Period
        The edition's quarter.
    catalogue : Catalogue
        Narrowed to the edition's framework.
    returns : Returns
        What was reported for the edition.
    rules_name : str
        The rule set's name, its file without ending.
    rules : RuleSet
        How measures are rated.
    discrepancies : pandas.DataFrame
        One row is a contradiction found in the edition's sources.
    rule_examples : pandas.DataFrame
        One row is a worked example of a rule, rated.
    """
    reported = reported_figures(returns.figures, catalogue.measures)
    figures = figures_by_period(reported)
    scorecard = build_scorecard(
        catalogue.measures, catalogue.targets, figures, returns.ratings, rules, period
    )
    return AssessedEdition(
        edition_id=edition_id,
        period=period,
        catalogue=catalogue,
        returns=returns,
        rules_name=rules_name,
        rules=rules,
        reported=reported,
        figures=figures,
        scorecard=scorecard,
        ratings_reconciled=reconcile_ratings(scorecard, returns.ratings),
        travel_reconciled=reconcile_travel(scorecard, returns.ratings, figures),
        recomputed=recomputed_figures(returns.figures, catalogue.measures),
        discrepancies=discrepancies,
        rule_examples=rule_examples,
    )
