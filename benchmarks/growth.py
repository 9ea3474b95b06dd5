"""Build sites of more and more editions: what one more edition costs, in seconds and in memory.

Run from the project's folder: ``python -m benchmarks.growth --editions 1 10 40``. The council is
made up: 8 measures, 7 pages an edition, with five years of quarters before its first edition: while
a council knows few its pages have fewer charts, so its first editions would be lighter whatever the
size of the site. All editions but the last come frozen, as they do once published. For each
number of editions the site is built from nothing (``spf build``), then an edition is added and
built with all kept that the first build left. The numbers take turns, and medians are told: what
one edition more costs is a small difference of long times.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.generated_councils import Size, write_councils
from benchmarks.processes import ROOT, compile_library, spf, watched
from spf_lib.publish.build import collect_ledger
from spf_lib.publish.councils import prepare_project
from spf_lib.publish.editions import edition_ids, read_edition
from spf_lib.publish.execute import execute_edition, page_kernels
from spf_lib.publish.layout import BOOK_FOLDER, BUILD_FOLDER, RUNNING_CODE
from spf_lib.publish.ledger_files import LEDGER_NAME, ledger_text
from spf_lib.publish.manifest import MANIFEST_NAME, make_manifest, manifest_text

EDITIONS = (1, 10, 40)
ROUNDS = 3
_MEASURES = 8
_KNOWN_BEFORE = 20
_MEGABYTE = 1_000_000
_AMOUNTS = ("clean", "clean_memory", "added", "added_memory")


@dataclass(frozen=True)
class Grown:
    """A site of some editions, and the same with one more; medians of some rounds.

    Attributes
    ----------
    editions : int
        How many the site has first.
    clean, clean_memory : float
        Seconds and megabytes of its build from nothing, all but the last edition frozen.
    added, added_memory : float
        Of the build with one more edition, what the first build left being kept.
    """

    editions: int
    clean: float
    clean_memory: float
    added: float
    added_memory: float


def grown(folder: Path, numbers: Sequence[int], rounds: int) -> list[Grown]:
    """Build the site with each number of editions, and with one more, in some rounds."""
    size = Size(
        measures=_MEASURES,
        quarters=max(numbers) + 1,
        known_before=_KNOWN_BEFORE,
        to_a_chapter=_MEASURES,
    )
    council = write_councils(folder / "councils", 1, size, ROOT)[0]
    whole = folder / "whole"
    names = prepare_project(council, ROOT, whole)
    _freeze(whole, names)
    found: dict[int, list[Sequence[float]]] = {number: [] for number in numbers}
    for _ in range(rounds):
        for number in numbers:
            found[number].append(_built(whole, folder / f"editions-{number}", names, number))
    return [
        Grown(number, *(median(amounts) for amounts in zip(*found[number], strict=True)))
        for number in numbers
    ]


def _built(whole: Path, project: Path, names: Sequence[str], number: int) -> Sequence[float]:
    """Build a site of some editions and add one; return the amounts in their order."""
    _hold(whole, project, names[:number])
    clean = watched(spf("build", names[number - 1]), project)
    _hold(whole, project, names[: number + 1])
    added = watched(spf("build", names[number]), project)
    shutil.rmtree(project)
    return (
        clean.seconds,
        clean.memory / _MEGABYTE,
        added.seconds,
        added.memory / _MEGABYTE,
    )


def _freeze(whole: Path, names: Iterable[str]) -> None:
    """Execute editions into the book, as publishing does, all in kernels of one server."""
    with page_kernels() as server:
        for name in names:
            edition, folder = read_edition(whole, name), whole / BOOK_FOLDER / name
            for _ in execute_edition(whole, edition, folder, server):
                pass
            ledger = ledger_text(collect_ledger(edition, folder))
            (folder / LEDGER_NAME).write_text(ledger, encoding="utf-8")
            manifest = manifest_text(make_manifest(whole, name, folder, RUNNING_CODE))
            (folder / MANIFEST_NAME).write_text(manifest, encoding="utf-8")


def _hold(whole: Path, project: Path, names: Sequence[str]) -> None:
    """Let a project hold some editions, all but the last frozen; what was built stays."""
    absent = set(edition_ids(whole)) - set(names)

    def left_out(folder: str, entries: list[str]) -> set[str]:
        at = Path(folder).relative_to(whole).as_posix()
        found = {entry for entry in entries if entry.removesuffix(".yml") in absent}
        if at == BOOK_FOLDER:
            found.add(names[-1])
        return found | ({BUILD_FOLDER} if at == "." else set())

    shutil.copytree(whole, project, ignore=left_out, dirs_exist_ok=True)
    contents = yaml.safe_load((whole / "_toc.yml").read_text(encoding="utf-8"))
    contents["parts"] = [part for part in contents["parts"] if not _first_page(part) & absent]
    (project / "_toc.yml").write_text(yaml.safe_dump(contents, sort_keys=False), encoding="utf-8")
    compile_library(project)


def _first_page(part: dict[str, Any]) -> set[str]:
    """Return the names in the path of a part's first page: its edition is among them."""
    return set(part["chapters"][0]["file"].split("/"))


def marginal(sites: Sequence[Grown], amount: str) -> float:
    """Return what each further edition adds to an amount, from the first of some sites to the last.

    Parameters
    ----------
    sites : sequence of Grown
        At least two, of growing numbers of editions.
    amount : str
        The name of one of their attributes.
    """
    first, last = sites[0], sites[-1]
    more: float = getattr(last, amount) - getattr(first, amount)
    return more / (last.editions - first.editions)


def main() -> None:
    """Print a line for each number of editions, and what each further one adds."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--editions", type=int, nargs="+", default=list(EDITIONS))
    arguments.add_argument("--rounds", type=int, default=ROUNDS)
    asked = arguments.parse_args()
    print("editions  clean s      MB  one more s      MB")
    with tempfile.TemporaryDirectory() as folder:
        sites = grown(Path(folder), sorted(set(asked.editions)), asked.rounds)
    for at, site in enumerate(sites):
        if at:
            told = {name: marginal(sites[at - 1 : at + 1], name) for name in _AMOUNTS}
            print(
                f"  each: {told['clean']:8.2f}{told['clean_memory']:8.1f}"
                f"{told['added']:12.2f}{told['added_memory']:8.1f}"
            )
        print(
            f"{site.editions:8}{site.clean:9.1f}{site.clean_memory:8.0f}"
            f"{site.added:12.1f}{site.added_memory:8.0f}"
        )


if __name__ == "__main__":
    main()
