"""Everything an edition is made from, read and checked in one go."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pandas as pd

from spf_lib.assess.edition import AssessedEdition, assess_edition
from spf_lib.assess.examples import FILE as EXAMPLES_FILE
from spf_lib.assess.examples import rated_examples
from spf_lib.assess.remembered_facts import RememberedFacts
from spf_lib.assess.rules import read_rules
from spf_lib.figures import schemas
from spf_lib.figures.corrections import CORRECTIONS_FILE
from spf_lib.figures.returns import Returns, read_returns, returns_folder
from spf_lib.figures.vintages import Vintages, known_figures, next_vintage, nothing_known
from spf_lib.framework import checks
from spf_lib.framework.catalogue import (
    DISCREPANCIES_FILE,
    FOLDER,
    Catalogue,
    read_catalogue,
)
from spf_lib.framework.contract import TableSchema
from spf_lib.framework.tables import BadInput, Fault, Table, read_table, without_consequences
from spf_lib.publish.editions import (
    EditionParameters,
    edition_ids,
    editions_until,
    parameters_file,
    read_edition,
)
from spf_lib.publish.memory import Memory
from spf_lib.publish.whole_files import hash_of_files


@dataclass(frozen=True)
class ReturnsSoFar:
    """The returns up to an edition's, read and checked, for the next edition to go on from.

    Attributes
    ----------
    edition_id : str
        The edition.
    key : str
        Stands for all that they and the corrections hold.
    vintages : Vintages
        What they say.
    """

    edition_id: str
    key: str
    vintages: Vintages


def load_edition(root: Path, edition_id: str) -> AssessedEdition:
    """Read, check and assess an edition.

    Parameters
    ----------
    root : Path
        The project's folder.
    edition_id : str
        Such as ``2019-20-Q2``.

    Raises
    ------
    BadInput
        With every fault of every table, if there is any.
    """
    edition, _ = follow_edition(root, edition_id, Memory(), None)
    return edition


def follow_edition(
    root: Path, edition_id: str, memory: Memory, before: ReturnsSoFar | None
) -> tuple[AssessedEdition, ReturnsSoFar]:
    """Read, check and assess an edition, going on from the returns of an earlier one.

    Parameters
    ----------
    root : Path
        The project's folder.
    edition_id : str
        Such as ``2019-20-Q2``.
    memory : Memory
        Holds what was read and checked before; files that hold the same are not read again.
    before : ReturnsSoFar or None
        Of an earlier edition, from the same data; without it every return is read.

    Raises
    ------
    BadInput
        With every fault of every table that is read, if there is any.
    """
    parameters = read_edition(root, edition_id)
    framework = _content(root, sorted((root / FOLDER).glob("*.csv")))
    catalogue, faults = memory.recall("catalogue", framework, lambda: read_catalogue(root))

    def remembered_table(
        path: Path, name: str, schema: TableSchema, numbers: Iterable[str]
    ) -> Table:
        key = (framework, _content(root, [path]))
        return memory.recall(f"table {name}", key, lambda: read_table(path, name, schema, numbers))

    returns: dict[str, Returns] = {}
    contents: dict[str, str] = {}
    return_faults: list[Fault] = []
    names = editions_until(root, edition_id)
    for name in names[names.index(before.edition_id) + 1 :] if before else names:
        contents[name] = _content(root, sorted((root / returns_folder(name)).glob("*.csv")))
        returns[name], found = memory.recall(
            f"return {name}",
            (framework, contents[name]),
            partial(read_returns, root, name, catalogue, remembered_table),
        )
        return_faults += found
    discrepancies = memory.recall(
        "discrepancies",
        (framework, _content(root, [root / DISCREPANCIES_FILE])),
        lambda: _read_discrepancies(root, catalogue),
    )
    corrected = "\0".join(
        (framework, *edition_ids(root), _content(root, [root / CORRECTIONS_FILE]))
    )
    corrections = memory.recall(
        "corrections", corrected, lambda: _read_corrections(root, catalogue)
    )
    everything = [*faults, *return_faults, *discrepancies.faults, *corrections.faults]
    everything += _unknown_names(parameters, catalogue)
    rules = examples = None
    try:
        rules = read_rules(root, parameters.rules, catalogue.measures["measure_id"])
    except BadInput as error:
        everything += error.faults
    try:
        examples = memory.recall(
            "examples",
            _content(root, [root / EXAMPLES_FILE]),
            lambda: rated_examples(root / EXAMPLES_FILE),
        )
    except BadInput as error:
        everything += error.faults
    if everything or rules is None or examples is None:
        raise BadInput(without_consequences(everything))
    figures = {name: found_in.figures for name, found_in in returns.items()}
    vintages = before.vintages if before else nothing_known(figures[names[0]])
    key = before.key if before else corrected
    for name, rows in figures.items():
        key = hashlib.sha256(f"{key}\0{contents[name]}".encode()).hexdigest()
        vintages = memory.recall(
            f"vintages until {name}",
            key,
            partial(next_vintage, vintages, name, rows, corrections.rows),
        )
    known = known_figures(vintages, corrections.rows, edition_id)
    if known.faults:
        raise BadInput(known.faults)
    own = _of_framework(catalogue, parameters.framework, parameters.sources)
    edition = assess_edition(
        edition_id=edition_id,
        period=parameters.period,
        catalogue=own,
        whole=catalogue,
        returns=returns[edition_id],
        known=known,
        rules_name=parameters.rules,
        rules=rules,
        discrepancies=_where(discrepancies.rows, "source_id", parameters.sources),
        rule_examples=examples,
        find_facts=memory.recall(f"facts of {edition_id}", None, RememberedFacts),
    )
    return edition, ReturnsSoFar(edition_id, key, vintages)


def _content(root: Path, files: Iterable[Path]) -> str:
    """Return a hash of files as they stand, with their names."""
    return hash_of_files(
        b"", ((file.relative_to(root).as_posix(), file) for file in files if file.is_file())
    )


def _unknown_names(parameters: EditionParameters, catalogue: Catalogue) -> list[Fault]:
    """Find the framework and sources that an edition names and the catalogue does not have."""
    file = parameters_file(parameters.edition)
    faults = []
    if parameters.framework not in set(catalogue.frameworks["framework_id"]):
        known = "a key that stands in frameworks.csv"
        faults.append(Fault(file, 1, "framework", parameters.framework, known))
    for source in parameters.sources:
        if source not in set(catalogue.sources["source_id"]):
            faults.append(Fault(file, 1, "sources", source, "a key that stands in sources.csv"))
    return faults


def _of_framework(catalogue: Catalogue, framework_id: str, source_ids: Iterable[str]) -> Catalogue:
    measures = _where(catalogue.measures, "framework_id", [framework_id])
    return replace(
        catalogue,
        sources=_where(catalogue.sources, "source_id", source_ids),
        groups=_where(catalogue.groups, "framework_id", [framework_id]),
        measures=measures,
        targets=_where(catalogue.targets, "measure_id", measures["measure_id"]),
        baselines=_where(catalogue.baselines, "measure_id", measures["measure_id"]),
        deliverables=_where(catalogue.deliverables, "framework_id", [framework_id]),
    )


def _where(rows: pd.DataFrame, column: str, keys: Iterable[str]) -> pd.DataFrame:
    return rows[rows[column].isin(list(keys))]


def discrepancies_schema(catalogue: Catalogue) -> TableSchema:
    """One row is a contradiction found in a source, about a measure or a deliverable."""
    return TableSchema(
        {
            "source_id": checks.reference(catalogue.sources["source_id"], "sources.csv"),
            "measure_id": checks.reference(
                catalogue.measures["measure_id"], "measures.csv", required=False
            ),
            "deliverable_id": checks.reference(
                catalogue.deliverables["deliverable_id"], "deliverables.csv", required=False
            ),
            "where": checks.prose(required=True),
            "printed": checks.printed(required=True),
            "expected": checks.printed(required=True),
            "how_found": checks.prose(required=True),
            "source_line": checks.whole_number(),
        },
        rules=[
            checks.rule(
                "measure_id",
                "empty where deliverable_id is filled in",
                lambda rows: rows["measure_id"].isna() | rows["deliverable_id"].isna(),
            ),
        ],
    )


def _read_discrepancies(root: Path, catalogue: Catalogue) -> Table:
    return read_table(
        root / DISCREPANCIES_FILE,
        DISCREPANCIES_FILE,
        discrepancies_schema(catalogue),
        ["source_line"],
    )


def _read_corrections(root: Path, catalogue: Catalogue) -> Table:
    schema = schemas.corrections(edition_ids(root), catalogue.measures["measure_id"])
    return read_table(root / CORRECTIONS_FILE, CORRECTIONS_FILE, schema, [])
