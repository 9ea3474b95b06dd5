from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from spf_lib.framework.tables import BadInput
from spf_lib.framework.typed_yaml import read_yaml

FILE = "params/sample.yml"


class Page(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    template: str = "portfolio"


class Sample(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str
    status: Literal["draft", "published"] = "draft"
    tolerance: float = Field(default=10, ge=0)
    pages: tuple[Page, ...] = ()


def faults_in(folder, text):
    path = folder / "sample.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    with pytest.raises(BadInput) as caught:
        read_yaml(path, FILE, Sample)
    return caught.value.faults


def test_a_right_file_becomes_its_model(tmp_path):
    path = tmp_path / "sample.yml"
    path.write_text("title: Quarter 2\npages:\n  - name: summary\n", encoding="utf-8")
    sample = read_yaml(path, FILE, Sample)
    assert sample == Sample(title="Quarter 2", pages=(Page(name="summary"),))


def test_an_unknown_key_names_its_line_and_the_keys_there_are(tmp_path):
    (fault,) = faults_in(tmp_path, "title: Quarter 2\n\ntolerence: 10\n")
    assert (fault.file, fault.line, fault.column, fault.value) == (FILE, 3, "tolerence", "10")
    assert fault.expected == "a known key; this file takes title, status, tolerance, pages"


def test_an_unknown_key_further_in_names_the_keys_there_are_in_that_place(tmp_path):
    text = "title: Quarter 2\npages:\n  - name: summary\n  - name: map\n    templat: x\n"
    (fault,) = faults_in(tmp_path, text)
    assert (fault.line, fault.column) == (5, "pages.1.templat")
    assert "name, template" in fault.expected
    assert "tolerance" not in fault.expected


def test_a_missing_key_is_named(tmp_path):
    (fault,) = faults_in(tmp_path, "status: draft\n")
    assert (fault.column, fault.expected) == ("title", "field required")


def test_a_missing_key_further_in_names_the_line_of_its_place(tmp_path):
    (fault,) = faults_in(tmp_path, "title: Q\npages:\n  - name: summary\n  - template: x\n")
    assert (fault.line, fault.column) == (4, "pages.1.name")


def test_a_wrong_word_is_told_the_right_ones(tmp_path):
    (fault,) = faults_in(tmp_path, "title: Q\nstatus: publishd\n")
    assert (fault.line, fault.column, fault.value) == (2, "status", "publishd")
    assert "'draft' or 'published'" in fault.expected


def test_a_wrong_number_is_a_fault(tmp_path):
    (fault,) = faults_in(tmp_path, "title: Q\ntolerance: -1\n")
    assert (fault.line, fault.column, fault.value) == (2, "tolerance", "-1")


def test_every_fault_of_a_file_is_told_at_once(tmp_path):
    faults = faults_in(tmp_path, "titel: Q\nstatus: x\ntolerance: ten\n")
    assert {fault.column for fault in faults} == {"title", "titel", "status", "tolerance"}


@pytest.mark.parametrize(
    "text",
    [
        "title: [\n",
        "title: Q\n  status: draft\n",
        b"title: \xa35\n",
        "title: !!python/object:os.system x\n",
        "title: 2019-02-30\n",
        "",
        "just words\n",
        "- a\n- list\n",
    ],
    ids=[
        "open bracket",
        "wrong indent",
        "not UTF-8",
        "foreign tag",
        "no such date",
        "empty",
        "words",
        "list",
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_a_fault(tmp_path, text):
    faults = faults_in(tmp_path, text)
    assert [(fault.file, fault.line) for fault in faults] == [(FILE, 1)]


def test_a_file_that_does_not_exist_is_a_fault(tmp_path):
    with pytest.raises(BadInput, match="a readable YAML file"):
        read_yaml(tmp_path / "none.yml", FILE, Sample)


def test_a_key_written_twice_is_a_fault(tmp_path):
    (fault,) = faults_in(tmp_path, "title: Q\ntolerance: 10\ntolerance: 5\n")
    assert (fault.line, fault.column) == (3, "tolerance")


def test_a_key_written_twice_further_in_is_a_fault(tmp_path):
    (fault,) = faults_in(tmp_path, "title: Q\npages:\n  - name: a\n  - name: b\n    name: c\n")
    assert (fault.line, fault.column) == (5, "name")


def test_one_key_may_stand_in_several_places(tmp_path):
    path = tmp_path / "sample.yml"
    path.write_text("title: Q\npages:\n  - name: a\n  - name: b\n", encoding="utf-8")
    assert [page.name for page in read_yaml(path, FILE, Sample).pages] == ["a", "b"]
