"""An edition's parameters: ``params/<edition>.yml``, typed and checked."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
from pydantic import AfterValidator, BaseModel, ConfigDict

from spf_lib.framework.periods import is_period, parse_period, period_end
from spf_lib.framework.tables import BadInput, Fault
from spf_lib.framework.typed_yaml import read_yaml


def _is_quarter(text: str) -> str:
    if parse_period(text).freqstr != "Q-MAR":
        raise ValueError(f"{text!r} is not a quarter such as 2019-20-Q2")
    return text


def _named_once(pages: "tuple[PageParameters, ...]") -> "tuple[PageParameters, ...]":
    names = [page.name for page in pages]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"two pages cannot have one name: {', '.join(twice)}")
    return pages


class PageParameters(BaseModel):
    """One page of an edition: its file name, its template, its title, the template's parameters."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    template: str
    title: str
    parameters: dict[str, str] = {}


class EditionParameters(BaseModel):
    """An edition: one published quarter of a framework."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    edition: Annotated[str, AfterValidator(_is_quarter)]
    title: str
    framework: str
    rules: str
    status: Literal["draft", "published"]
    sources: tuple[str, ...]
    pages: Annotated[tuple[PageParameters, ...], AfterValidator(_named_once)]

    @property
    def period(self) -> pd.Period:
        """The edition's quarter."""
        return parse_period(self.edition)


def parameters_file(edition_id: str) -> str:
    """Return the file of an edition's parameters, relative to the project's folder."""
    return f"params/{edition_id}.yml"


def edition_ids(root: Path) -> list[str]:
    """Return the editions that have parameters, oldest first.

    Raises
    ------
    BadInput
        If a file among the parameters is not named after an edition.
    """
    found = sorted(path.stem for path in (root / "params").glob("*.yml"))
    strangers = [stem for stem in found if not is_period(stem)]
    if strangers:
        expected = "named after an edition, such as 2019-20-Q2.yml"
        raise BadInput(
            Fault(parameters_file(stem), 1, "(file)", stem, expected) for stem in strangers
        )
    return sorted(found, key=_ends)


def editions_told_of(root: Path, edition: EditionParameters) -> list[str]:
    """Return an edition and those that its pages' parameters name, oldest first."""
    told = {value for page in edition.pages for value in page.parameters.values()}
    return [found for found in edition_ids(root) if found in told | {edition.edition}]


def editions_until(root: Path, edition_id: str) -> list[str]:
    """Return an edition and those before it, oldest first: the returns it may know of."""
    last = _ends(edition_id)
    return [found for found in edition_ids(root) if _ends(found) <= last]


def _ends(edition_id: str) -> date:
    return period_end(parse_period(edition_id))


def read_edition(root: Path, edition_id: str) -> EditionParameters:
    """Read an edition's parameters.

    Raises
    ------
    BadInput
        If there is no such edition, a key is unknown, missing or wrong, or the file is named after
        another edition.
    """
    file = parameters_file(edition_id)
    if not (root / file).is_file():
        known = ", ".join(edition_ids(root)) or "none"
        raise BadInput([Fault(file, 1, "(file)", edition_id, f"one of the editions: {known}")])
    found = read_yaml(root / file, file, EditionParameters)
    if found.edition != edition_id:
        raise BadInput([Fault(file, 1, "edition", found.edition, edition_id)])
    return found
