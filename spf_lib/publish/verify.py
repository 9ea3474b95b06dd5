"""Is a published edition what it says it is? Its files, and every figure once more.

The edition is published again in a temporary folder that holds its inputs and nothing else, by the
code that stands among them. So an input that the manifest forgot could not be read, and an archive
is executed by its own code. The judging is done here: files against the manifest, figures against
the ledger.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from spf_lib.publish.archive import unpack_archive
from spf_lib.publish.edition_differences import (
    NOT_THERE,
    FigureDifference,
    FileDifference,
    OutputDifference,
    environment_differences,
    figure_differences,
    file_differences,
    output_differences,
    spoilt_outputs,
)
from spf_lib.publish.editions import read_edition
from spf_lib.publish.layout import (
    BOOK_FOLDER,
    CODE_FOLDER,
    SETTINGS_FILES,
    TEMPLATES_FOLDER,
    python_path,
)
from spf_lib.publish.ledger_files import LEDGER_NAME
from spf_lib.publish.manifest import (
    environment_of,
    flat,
    input_hashes,
    read_manifest,
)
from spf_lib.publish.signing import check_signature

Execute = Callable[[Path, str, Path], Path]


class NotExecuted(Exception):
    """The edition could not be, or must not be, executed again."""


@dataclass(frozen=True)
class Verification:
    """What verifying an edition found.

    Attributes
    ----------
    edition_id : str
        Which edition.
    figures, outputs : int
        How many figures its ledger holds, and how many files its manifest says came out.
    differing_files, differing_figures, differing_outputs, spoilt_outputs
        What differs; see their classes.
    not_executed : str
        Why it was not executed again; empty if it was.
    """

    edition_id: str
    figures: int
    outputs: int
    differing_files: tuple[FileDifference, ...]
    differing_figures: tuple[FigureDifference, ...] = ()
    differing_outputs: tuple[OutputDifference, ...] = ()
    spoilt_outputs: tuple[OutputDifference, ...] = ()
    not_executed: str = ""

    @property
    def figures_reproduced(self) -> int:
        """How many published figures came out alike."""
        published = [figure for figure in self.differing_figures if figure.published != NOT_THERE]
        return self.figures - len(published)

    @property
    def outputs_reproduced(self) -> int:
        """How many published files came out byte for byte."""
        published = [output for output in self.differing_outputs if output.was_published]
        return self.outputs - len(published)

    @property
    def holds(self) -> bool:
        """Whether every figure and output is reproduced from data and rules as published."""
        return not (
            self.not_executed
            or self.differing_figures
            or self.differing_outputs
            or any(difference.fails for difference in self.differing_files)
        )


def publish_again(root: Path, edition_id: str, scratch: Path) -> Path:
    """Publish an edition once more, in an empty folder, from its inputs and with its own code.

    Returns
    -------
    Path
        The folder of the executed notebooks and the ledger.

    Raises
    ------
    NotExecuted
        If that fails, with its own words.
    """
    inputs = flat(input_hashes(root, edition_id, root / CODE_FOLDER))
    for name in sorted({*inputs, *SETTINGS_FILES}):
        (scratch / name).parent.mkdir(parents=True, exist_ok=True)
        if (root / name).is_file():
            shutil.copy(root / name, scratch / name)
    if not (scratch / CODE_FOLDER).is_dir():
        # Python would fall back on the library that is installed, which is not the edition's.
        raise NotExecuted(f"there is no {CODE_FOLDER} to execute it with")
    # A project is known by this folder, even where every template is missing.
    (scratch / TEMPLATES_FOLDER).mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "spf_lib.cli", "publish", edition_id],
        cwd=scratch,
        env=os.environ | {"PYTHONPATH": python_path(scratch), "TQDM_DISABLE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        raise NotExecuted(done.stderr.strip() or f"exit status {done.returncode}")
    return scratch / BOOK_FOLDER / edition_id


def publish_untouched(root: Path, edition_id: str, scratch: Path) -> Path:
    """Publish again what came from elsewhere, unless its code is not that of its manifest.

    Raises
    ------
    NotExecuted
        If code or a template differs: foreign code is not run, because what it prints proves
        nothing.
    """
    published = read_manifest(root, edition_id)
    strange = [
        difference.name
        for difference in file_differences(published, root)
        if difference.kind in ("code", "template")
    ]
    if strange:
        raise NotExecuted(f"its code is not that of its manifest: {', '.join(strange)}")
    return publish_again(root, edition_id, scratch)


def verify_edition(root: Path, edition_id: str, execute: Execute = publish_again) -> Verification:
    """Compare a published edition with its manifest, and its figures with a fresh execution.

    Parameters
    ----------
    root : Path
        The project's folder, or that of an unpacked archive.
    edition_id : str
        A published edition.
    execute : callable
        Executes it again in a given empty folder.

    Raises
    ------
    BadInput
        If there is no such edition, or no manifest.
    """
    read_edition(root, edition_id)
    published = read_manifest(root, edition_id)
    frozen = root / BOOK_FOLDER / edition_id
    records = _records(frozen / LEDGER_NAME)
    untried = Verification(
        edition_id=edition_id,
        figures=len(records),
        outputs=len(flat(published.outputs)),
        differing_files=(
            *file_differences(published, root),
            *environment_differences(published.environment, environment_of(root)),
        ),
    )
    with TemporaryDirectory() as scratch:
        try:
            fresh = execute(root, edition_id, Path(scratch))
        except NotExecuted as error:
            return replace(untried, not_executed=str(error))
        return replace(
            untried,
            differing_figures=figure_differences(records, _records(fresh / LEDGER_NAME)),
            differing_outputs=output_differences(published, frozen, fresh),
            spoilt_outputs=spoilt_outputs(published, frozen, fresh),
        )


def verify_archive(file: Path, public_key: Path | None) -> Verification:
    """Verify an edition from its archive alone, in a temporary folder.

    The library that runs here judges: signature, files and figures. The archive's own code only
    executes its notebooks, and not before it has been found to be that of the manifest. Whether
    the manifest itself can be trusted, only its signature says.

    Parameters
    ----------
    file : Path
        As :func:`spf_lib.publish.archive.archive_edition` writes it.
    public_key : Path or None
        Checked against the manifest's signature before anything else, if given.

    Raises
    ------
    BadArchive, BadInput
        If it is not the archive of an edition.
    BadSignature, UnreadableKey, SigningUnavailable
        As for :func:`spf_lib.publish.signing.check_signature`; nothing is executed then.
    """
    with TemporaryDirectory() as folder:
        root, edition_id = unpack_archive(file, Path(folder))
        if public_key:
            check_signature(root, edition_id, public_key)
        return verify_edition(root, edition_id, publish_untouched)


def _records(ledger: Path) -> list[dict[str, Any]]:
    """Read a ledger; one that was spoilt holds no figure, and its hash says that it differs."""
    try:
        records = json.loads(ledger.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    whole = isinstance(records, list) and all(isinstance(record, dict) for record in records)
    return records if whole else []
