"""The manifest: what it names, what it leaves out, and that it follows from the files alone."""

import json
import os
import platform
import shutil
from importlib.metadata import version

import pytest
from jsonschema import Draft202012Validator

from spf_lib.framework.tables import BadInput
from spf_lib.publish.manifest import (
    environment_of,
    flat,
    input_hashes,
    make_manifest,
    manifest_schema,
    manifest_text,
    read_manifest,
    sha256_of,
)
from tests.publish.projects import copy_small_edition
from tests.publish.published import EDITION, FROZEN, LEDGER, MANIFEST, PAGE


@pytest.fixture(scope="module")
def made(root, tmp_path_factory):
    """A small project with outputs that stand for executed ones, and its manifest."""
    project = copy_small_edition(root, tmp_path_factory.mktemp("made") / "project")
    (project / FROZEN).mkdir(parents=True)
    for file in (PAGE, LEDGER):
        shutil.copy(root / file, project / file)
    return project, make_manifest(project, EDITION, project / FROZEN, project / "spf_lib")


@pytest.fixture
def schema(root):
    text = (root / "docs/schemas/manifest.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def kinds(manifest):
    return {name: kind for name, (kind, _) in flat(manifest.inputs).items()}


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("data", "data/framework/measures.csv"),
        ("data", "data/known_discrepancies.csv"),
        ("return", f"data/returns/{EDITION}/figures.csv"),
        ("return", "data/returns/2015-16-Q4/deliverables.csv"),
        ("rules", "params/rules/corporate.yml"),
        ("rules", "params/rules/examples.csv"),
        ("parameters", f"params/{EDITION}.yml"),
        ("parameters", "params/2015-16-Q4.yml"),
        ("code", "spf_lib/cli/build.py"),
        ("code", "spf_lib/assess/rating.py"),
        ("template", "spf_lib/present/templates/card.html"),
        ("template", "notebooks/scorecard.ipynb"),
        ("environment", "requirements.txt"),
        ("environment", "requirements-bootstrap.txt"),
    ],
)
def test_an_input_is_named_with_its_kind_and_hash(made, kind, file):
    project, manifest = made
    assert manifest.inputs[kind][file] == sha256_of(project / file)


@pytest.mark.parametrize(
    "file",
    [
        "data/returns/2020-21-Q1/deliverables.csv",
        "params/2020-21-Q1.yml",
        "notebooks/methods.ipynb",
        "_toc.yml",
    ],
)
def test_what_an_edition_does_not_read_is_no_input(made, file):
    project, manifest = made
    assert (project / file).is_file()
    assert file not in kinds(manifest)


def test_compiled_code_is_no_input(made):
    project, manifest = made
    (project / "spf_lib/__pycache__").mkdir(exist_ok=True)
    (project / "spf_lib/__pycache__/cli.cpython-311.pyc").write_bytes(b"x")
    assert input_hashes(project, EDITION, project / "spf_lib") == manifest.inputs


def test_code_is_named_alike_wherever_it_stands(made, root):
    project, _ = made
    code = [input_hashes(project, EDITION, side / "spf_lib")["code"] for side in (project, root)]
    assert code[0] == code[1]


def test_every_output_is_named_with_its_hash(made):
    project, manifest = made
    assert manifest.outputs == {
        "page": {PAGE: sha256_of(project / PAGE)},
        "ledger": {LEDGER: sha256_of(project / LEDGER)},
    }


def test_the_environment_names_python_and_each_locked_package(made):
    _, manifest = made
    assert manifest.environment.python == platform.python_version()
    for name in ("pandas", "papermill", "jupyter-book", "matplotlib"):
        assert manifest.environment.packages[name] == version(name)


def test_a_package_locked_for_another_system_is_left_out(tmp_path):
    text = 'pandas==1.0 \\\n    --hash=sha256:0\nnot-for-us[extra]==2.0 ; os_name == "nt" \\\n'
    (tmp_path / "requirements.txt").write_text(text)
    assert environment_of(tmp_path).packages == {"pandas": version("pandas")}


def test_the_same_files_elsewhere_give_the_same_manifest(made, tmp_path):
    project, manifest = made
    other = shutil.copytree(project, tmp_path / "elsewhere")
    for path in other.rglob("*"):
        os.utime(path, (0, 0))
    again = make_manifest(other, EDITION, other / FROZEN, other / "spf_lib")
    assert manifest_text(again) == manifest_text(manifest)


def test_a_manifest_is_written_sorted_and_tells_nothing_of_the_machine(made):
    project, manifest = made
    text = manifest_text(manifest)
    assert text == json.dumps(json.loads(text), indent=1, sort_keys=True) + "\n"
    assert str(project) not in text


def test_a_manifest_is_read_back_as_written(made):
    project, manifest = made
    (project / MANIFEST).write_text(manifest_text(manifest), encoding="utf-8")
    assert read_manifest(project, EDITION) == manifest


def test_the_schema_in_the_documents_is_that_of_the_code(root):
    text = (root / "docs/schemas/manifest.schema.json").read_text(encoding="utf-8")
    assert text == manifest_schema()


def test_a_manifest_fits_its_schema(made, schema):
    _, manifest = made
    assert list(schema.iter_errors(json.loads(manifest_text(manifest)))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"format": 1', '"format": 2'),
        ('"data/known_discrepancies.csv"', '"../known_discrepancies.csv"'),
        ('"data/known_discrepancies.csv"', '"/data/known_discrepancies.csv"'),
        ('"ledger": {', '"picture": {'),
        ('"edition":', '"quarter":'),
        ('"data/known_discrepancies.csv": "', '"data/known_discrepancies.csv": "x'),
    ],
)
def test_no_manifest_is_refused_by_schema_and_reader_alike(made, schema, tmp_path, old, new):
    _, manifest = made
    text = manifest_text(manifest)
    assert old in text
    spoilt = text.replace(old, new, 1)
    assert list(schema.iter_errors(json.loads(spoilt)))
    (tmp_path / FROZEN).mkdir(parents=True)
    (tmp_path / MANIFEST).write_text(spoilt, encoding="utf-8")
    with pytest.raises(BadInput, match=r"manifest\.json"):
        read_manifest(tmp_path, EDITION)
