"""One edition, assessed: everything its pages present."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from spf_lib.assess.calculation import recomputed_figures
from spf_lib.assess.deliverables import deliverable_status
from spf_lib.assess.promises import promises
from spf_lib.assess.reconciliation import reconcile_ratings, reconcile_travel
from spf_lib.assess.remembered_facts import FindFacts
from spf_lib.assess.rules import RuleSet
from spf_lib.assess.scorecard import build_scorecard, figures_by_period, reported_figures
from spf_lib.assess.statement_records import MeasureFacts
from spf_lib.assess.statements import many_facts
from spf_lib.figures.corrections import FIGURE_KEY
from spf_lib.figures.returns import Returns, returns_folder
from spf_lib.figures.vintages import KnownFigures, revisions
from spf_lib.framework.catalogue import Catalogue
from spf_lib.framework.groups import chapter_ids
from spf_lib.framework.publishers import area_of, publisher_of
from spf_lib.framework.rows import Rows, rows_by


@dataclass(frozen=True)
class AssessedEdition:
    """An edition's tables.

    ``catalogue`` is narrowed to the edition's framework, ``whole`` holds every framework. One row
    is, of ``reported``, a figure of the framework where it was printed, as known at the edition; of
    ``figures``, a measure in a period; of ``history``, the same over all frameworks; of
    ``restatements``, a figure that a return stated again (see
    :func:`spf_lib.figures.vintages.restated`); of ``corrections``, a correction that holds; of
    ``scorecard``, a measure; of
    ``promises``, a measure with its baseline and what is awaited; of ``deliverables``, a
    deliverable with its status; of ``ratings_reconciled``, a headline measure; of
    ``travel_reconciled``, a measure with a printed rating; of ``recomputed``, a figure with a known
    numerator and denominator; of ``discrepancies``, a contradiction found in the source; of
    ``rule_examples``, a worked example of a rule. ``facts`` holds what can be said of each measure
    of the scorecard, by measure_id.
    """

    edition_id: str
    period: pd.Period
    catalogue: Catalogue
    whole: Catalogue
    returns: Returns
    rules_name: str
    rules: RuleSet
    reported: pd.DataFrame
    figures: pd.DataFrame
    history: pd.DataFrame
    restatements: pd.DataFrame
    corrections: pd.DataFrame
    scorecard: pd.DataFrame
    promises: pd.DataFrame
    deliverables: pd.DataFrame
    ratings_reconciled: pd.DataFrame
    travel_reconciled: pd.DataFrame
    recomputed: pd.DataFrame
    discrepancies: pd.DataFrame
    rule_examples: pd.DataFrame
    facts: Mapping[str, MeasureFacts]

    @property
    def headlines(self) -> pd.DataFrame:
        """The scorecard without the further series of a measure: one row a card."""
        return self.scorecard[self.scorecard["part_of"].isna()]

    # A card asks for the rows of its measure again and again: each table is laid out once.

    @cached_property
    def figures_of(self) -> Rows:
        """The rows of ``figures`` by measure_id."""
        return rows_by(self.figures, "measure_id")

    @cached_property
    def reported_of(self) -> Rows:
        """The rows of ``reported`` by measure_id."""
        return rows_by(self.reported, "measure_id")

    @cached_property
    def targets_of(self) -> Rows:
        """The rows of the catalogue's ``targets`` by measure_id."""
        return rows_by(self.catalogue.targets, "measure_id")

    @cached_property
    def narrative_of(self) -> Rows:
        """The rows of the return's ``narrative`` by measure_id."""
        return rows_by(self.returns.narrative, "measure_id")

    @cached_property
    def benchmarks_of(self) -> Rows:
        """The rows of the return's ``benchmarks`` by measure_id."""
        return rows_by(self.returns.benchmarks, "measure_id")

    @cached_property
    def history_of(self) -> Rows:
        """The rows of ``history`` by measure_id."""
        return rows_by(self.history, "measure_id")

    @cached_property
    def every_target_of(self) -> Rows:
        """The rows of the ``targets`` of every framework by measure_id."""
        return rows_by(self.whole.targets, "measure_id")

    @cached_property
    def revisions_of(self) -> Rows:
        """The revisions of this edition among ``restatements``, by the key of a figure."""
        rows = revisions(self.restatements)
        return rows_by(rows[rows["edition_id"] == self.edition_id], *FIGURE_KEY)


def assess_edition(
    edition_id: str,
    period: pd.Period,
    catalogue: Catalogue,
    whole: Catalogue,
    returns: Returns,
    known: KnownFigures,
    rules_name: str,
    rules: RuleSet,
    discrepancies: pd.DataFrame,
    rule_examples: pd.DataFrame,
    find_facts: FindFacts = many_facts,
) -> AssessedEdition:
    """Assess an edition: figures chosen, measures rated, results set beside the published ones.

    Parameters
    ----------
    edition_id : str
        Such as ``2019-20-Q2``.
    period : pandas.Period
        The edition's quarter.
    catalogue, whole : Catalogue
        Narrowed to the edition's framework, and whole.
    returns : Returns
        The edition's own return.
    known : KnownFigures
        The figures of all frameworks as known at the edition.
    rules_name : str
        The rule set's name, its file without ending.
    rules : RuleSet
        How measures are rated.
    discrepancies : pandas.DataFrame
        One row is a contradiction found in the edition's sources.
    rule_examples : pandas.DataFrame
        One row is a worked example of a rule, rated.
    find_facts : callable
        Finds what can be said of measures, as :func:`.statements.many_facts` does.
    """
    area = area_of(publisher_of(catalogue.sources))
    known_figures = reported_figures(known.figures, whole.measures)
    own = known_figures["measure_id"].isin(catalogue.measures["measure_id"])
    reported = known_figures[own].reset_index(drop=True)
    figures = figures_by_period(reported)
    scorecard = build_scorecard(
        catalogue.measures, catalogue.targets, figures, returns.ratings, rules, period
    )
    scorecard["chapter_id"] = scorecard["group_id"].map(chapter_ids(catalogue.groups))
    return AssessedEdition(
        edition_id=edition_id,
        period=period,
        catalogue=catalogue,
        whole=whole,
        returns=returns,
        rules_name=rules_name,
        rules=rules,
        reported=reported,
        figures=figures,
        history=figures_by_period(known_figures),
        restatements=known.restatements,
        corrections=known.corrections,
        scorecard=scorecard,
        promises=promises(catalogue.measures, catalogue.targets, catalogue.baselines, period),
        deliverables=deliverable_status(
            catalogue.deliverables,
            returns.deliverables,
            period.start_time.date(),
            period.end_time.date(),
        ),
        ratings_reconciled=reconcile_ratings(scorecard, returns.ratings),
        travel_reconciled=reconcile_travel(scorecard, returns.ratings, figures),
        recomputed=recomputed_figures(reported, catalogue.measures),
        discrepancies=discrepancies,
        rule_examples=rule_examples,
        facts=find_facts(
            scorecard,
            figures,
            catalogue.targets,
            period,
            returns.benchmarks.assign(
                file=f"{returns_folder(edition_id)}/benchmarks.csv",
                file_line=returns.benchmarks.index,
            ).loc[returns.benchmarks["comparator"] != area],
        ),
    )
