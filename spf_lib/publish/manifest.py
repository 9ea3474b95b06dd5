"""The manifest of an edition: the SHA-256 of all it was made from and of all that came out.

It holds no clock, no host, no user and no absolute path, so the same inputs give the same bytes.
"""

import hashlib
import importlib.metadata
import json
import platform
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from spf_lib.assess.examples import FILE as EXAMPLES_FILE
from spf_lib.assess.rules import rules_file
from spf_lib.figures.returns import returns_folder
from spf_lib.framework.catalogue import FOLDER as FRAMEWORK_FOLDER
from spf_lib.framework.tables import BadInput, Fault
from spf_lib.publish.editions import editions_until, parameters_file, read_edition
from spf_lib.publish.layout import BOOK_FOLDER, CODE_FOLDER, LOCK_FILES
from spf_lib.publish.ledger_files import LEDGER_NAME
from spf_lib.publish.templates import template_file

MANIFEST_NAME = "manifest.json"

InputKind = Literal["return", "data", "rules", "parameters", "code", "template", "environment"]
OutputKind = Literal["page", "ledger"]
# No step upwards, no hidden file, nothing absolute: a manifest may come from elsewhere.
RelativePath = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$"),
]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Files = Annotated[
    dict[RelativePath, Sha256], Field(json_schema_extra={"additionalProperties": False})
]

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*])?==", re.MULTILINE)


class Environment(BaseModel):
    """What ran: the version of Python, and of every package of the lock file that is installed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    python: str
    packages: dict[str, str]


class Manifest(BaseModel):
    """What an edition was made from and what came out, each file with its SHA-256, by kind."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1]
    edition: str
    environment: Environment
    inputs: dict[InputKind, Files]
    outputs: dict[OutputKind, Files]


def manifest_file(edition_id: str) -> str:
    """Return the file of an edition's manifest, relative to the project's folder."""
    return f"{BOOK_FOLDER}/{edition_id}/{MANIFEST_NAME}"


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def make_manifest(root: Path, edition_id: str, executed: Path, code: Path) -> Manifest:
    """Make the manifest of an edition that has just been executed.

    Parameters
    ----------
    root : Path
        The project's folder.
    edition_id : str
        Such as ``2019-20-Q2``.
    executed : Path
        The folder of its executed notebooks and ledger.
    code : Path
        The folder of the library that ran, named ``spf_lib`` in the manifest wherever it stands.
    """
    return Manifest(
        format=1,
        edition=edition_id,
        environment=environment_of(root),
        inputs=input_hashes(root, edition_id, code),
        outputs=output_hashes(edition_id, executed),
    )


def manifest_text(manifest: BaseModel) -> str:
    """Write a manifest, of an edition or of a site, as JSON with sorted keys, one file a line."""
    return json.dumps(manifest.model_dump(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def manifest_schema() -> str:
    """Write the JSON Schema of a manifest, as it stands in ``docs/schemas/``."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Manifest.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, indent=2) + "\n"


def read_manifest(root: Path, edition_id: str) -> Manifest:
    """Read the manifest of a published edition.

    Raises
    ------
    BadInput
        If there is none, or it is not one.
    """
    file = manifest_file(edition_id)
    try:
        return Manifest.model_validate_json((root / file).read_bytes())
    except OSError:
        expected = f"a published edition; publish it with `spf publish {edition_id}`"
        raise BadInput([Fault(file, 1, "(file)", edition_id, expected)]) from None
    except ValidationError as error:
        raise BadInput(
            Fault(
                file,
                1,
                ".".join(str(step) for step in fault["loc"]) or "(file)",
                str(fault["input"])[:80],
                f"right for a manifest ({fault['msg'].lower()})",
            )
            for fault in error.errors()
        ) from None


def input_hashes(root: Path, edition_id: str, code: Path) -> dict[InputKind, Files]:
    """Hash every file an edition is made from, by kind; a file that is missing is left out.

    The data are the framework and what stands beside it. Returns, rules and parameters are those
    of this edition and of the editions before it.

    Raises
    ------
    BadInput
        If the parameters of an edition have faults.
    """
    hashes: dict[InputKind, Files] = {
        "return": {},
        "data": {},
        "rules": {},
        "parameters": {},
        "code": {},
        "template": {},
        "environment": {},
    }
    for kind, name, path in sorted(_inputs(root, edition_id, code)):
        if path.is_file():
            hashes[kind][name] = sha256_of(path)
    return hashes


def _inputs(root: Path, edition_id: str, code: Path) -> Iterator[tuple[InputKind, str, Path]]:
    known = editions_until(root, edition_id)
    for path in [*(root / "data").glob("*.csv"), *(root / FRAMEWORK_FOLDER).rglob("*")]:
        yield "data", path.relative_to(root).as_posix(), path
    for name in known:
        for path in (root / returns_folder(name)).rglob("*"):
            yield "return", path.relative_to(root).as_posix(), path
    rules = {rules_file(read_edition(root, name).rules) for name in known} | {EXAMPLES_FILE}
    for file in sorted(rules):
        yield "rules", file, root / file
    for name in known:
        yield "parameters", parameters_file(name), root / parameters_file(name)
    for page in read_edition(root, edition_id).pages:
        yield "template", template_file(page), root / template_file(page)
    for path in code.rglob("*"):
        if "__pycache__" not in path.parts:
            kind: InputKind = "code" if path.suffix == ".py" else "template"
            yield kind, f"{CODE_FOLDER}/{path.relative_to(code).as_posix()}", path
    for file in LOCK_FILES:
        yield "environment", file, root / file


def output_hashes(edition_id: str, executed: Path) -> dict[OutputKind, Files]:
    """Hash the executed notebooks and the ledger of an edition, as they stand in a folder."""
    folder = f"{BOOK_FOLDER}/{edition_id}"
    pages = {f"{folder}/{path.name}": sha256_of(path) for path in sorted(executed.glob("*.ipynb"))}
    ledger = executed / LEDGER_NAME
    ledgers = {f"{folder}/{LEDGER_NAME}": sha256_of(ledger)} if ledger.is_file() else {}
    return {"page": pages, "ledger": ledgers}


def environment_of(root: Path) -> Environment:
    """Return the versions of Python and of the locked packages, as installed where this runs."""
    lock = root / LOCK_FILES[0]
    text = lock.read_text(encoding="utf-8") if lock.is_file() else ""
    return Environment(
        python=platform.python_version(),
        packages=dict(_installed(sorted({name.lower() for name in _PINNED.findall(text)}))),
    )


def _installed(names: list[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        try:
            yield name, importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            # Locked for another system or Python.
            continue


def flat(hashes: Mapping[Any, Mapping[str, str]]) -> dict[str, tuple[str, str]]:
    """Return the kind and hash of each file."""
    return {
        name: (kind, digest) for kind, files in hashes.items() for name, digest in files.items()
    }
