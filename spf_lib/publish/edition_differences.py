"""What is not as published: files against a manifest, packages, outputs, figures of a ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spf_lib.publish.byte_differences import changes, first_difference
from spf_lib.publish.layout import BOOK_FOLDER, CODE_FOLDER
from spf_lib.publish.manifest import Environment, Manifest, flat, input_hashes, output_hashes

NOT_THERE = "not there"
# Code and what surrounds it live on after an edition is published; data and pages do not.
_MAY_MOVE_ON = ("data", "code", "template", "environment")


@dataclass(frozen=True, order=True)
class FileDifference:
    """One file, or package, that is not as the manifest says.

    Attributes
    ----------
    kind : str
        ``data``, ``rules``, ``parameters``, ``code``, ``template``, ``environment``, ``page`` or
        ``ledger``.
    name : str
        The file, relative to the project's folder, or the package.
    how : str
        ``changed``, ``missing``, ``added``, or for a package ``3.0.1, now 3.1.0``.
    """

    kind: str
    name: str
    how: str

    @property
    def fails(self) -> bool:
        """Whether an edition may not have this difference, whatever comes out."""
        return self.kind not in _MAY_MOVE_ON


@dataclass(frozen=True)
class FigureDifference:
    """One figure that does not come out as published.

    Attributes
    ----------
    page, id : str
        Which figure.
    published, now : str
        Its text, or what else differs; ``not there`` on the side that lacks it.
    file : str
        The data file it was read from; empty for a figure computed from others.
    """

    page: str
    id: str
    published: str
    now: str
    file: str


@dataclass(frozen=True)
class OutputDifference:
    """One output that does not come out byte for byte, and where it first differs.

    Attributes
    ----------
    name : str
        The file, relative to the project's folder.
    where : str
        What stands there and what comes out, where they first differ.
    was_published : bool
        Whether the manifest names it.
    """

    name: str
    where: str
    was_published: bool


def file_differences(published: Manifest, root: Path) -> tuple[FileDifference, ...]:
    """Compare the files of a project with a manifest, inputs and outputs, sorted by kind."""
    edition_id = published.edition
    then = flat(published.inputs) | flat(published.outputs)
    now = flat(input_hashes(root, edition_id, root / CODE_FOLDER))
    now |= flat(output_hashes(edition_id, root / BOOK_FOLDER / edition_id))
    kinds = {name: kind for name, (kind, _) in (now | then).items()}
    differing = changes(_hashes(then), _hashes(now))
    return tuple(sorted(FileDifference(kinds[name], name, how) for name, how in differing.items()))


def _hashes(files: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    return {name: sha256 for name, (_, sha256) in files.items()}


def environment_differences(then: Environment, now: Environment) -> tuple[FileDifference, ...]:
    """Compare the versions of Python and of the packages, sorted by name."""
    before = {"Python": then.python} | then.packages
    after = {"Python": now.python} | now.packages
    return tuple(
        FileDifference(
            "environment",
            name,
            f"{before.get(name, NOT_THERE)}, now {after.get(name, NOT_THERE)}",
        )
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    )


def output_differences(
    published: Manifest, frozen: Path, fresh: Path
) -> tuple[OutputDifference, ...]:
    """Find the outputs that a fresh execution does not give as the manifest says."""
    then = flat(published.outputs)
    now = flat(output_hashes(published.edition, fresh))
    return tuple(
        OutputDifference(name, _where(name, frozen, fresh), name in then)
        for name in sorted(then.keys() | now.keys())
        if then.get(name) != now.get(name)
    )


def spoilt_outputs(published: Manifest, frozen: Path, fresh: Path) -> tuple[OutputDifference, ...]:
    """Find the outputs that come out as in the manifest, and no longer stand so in the book."""
    then = flat(published.outputs)
    standing = flat(output_hashes(published.edition, frozen))
    now = flat(output_hashes(published.edition, fresh))
    return tuple(
        OutputDifference(name, _where(name, frozen, fresh), was_published=True)
        for name in sorted(then)
        if name in standing and standing[name] != then[name] == now.get(name)
    )


def _where(name: str, frozen: Path, fresh: Path) -> str:
    file = Path(name).name
    if not (fresh / file).is_file():
        return "does not come out at all"
    if not (frozen / file).is_file():
        return "was not published"
    contents = [(folder / file).read_bytes() for folder in (frozen, fresh)]
    return first_difference(file, *contents) or "comes out as it stands, not as in the manifest"


def figure_differences(
    published: list[dict[str, Any]], now: list[dict[str, Any]]
) -> tuple[FigureDifference, ...]:
    """Compare two ledgers figure by figure, by page and id, in the order of the first."""
    then_by_key, now_by_key = (
        {(r.get("page"), r.get("id")): r for r in rs} for rs in (published, now)
    )
    differences = []
    for key in [*then_by_key, *(key for key in now_by_key if key not in then_by_key)]:
        before, after = then_by_key.get(key), now_by_key.get(key)
        if before != after:
            differences.append(_figure_difference(before or {}, after or {}))
    return tuple(differences)


def _figure_difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> FigureDifference:
    known = before or after
    if not before or not after:
        said = [str(side.get("text", NOT_THERE)) for side in (before, after)]
    else:
        # The text, else the first other property that differs: value, formula, source line.
        names = ["text", "value", *sorted(before.keys() | after.keys())]
        name = next(name for name in names if before.get(name) != after.get(name))
        said = [str(side.get(name, NOT_THERE)) for side in (before, after)]
        if name != "text":
            said = [f"{name} {words}" for words in said]
    page, figure, file = (str(known.get(name, "")) for name in ("page", "id", "file"))
    return FigureDifference(page, figure, said[0], said[1], file)
