"""Where a project is."""

import os

import pytest

from spf_lib.publish.layout import project_root, python_path


def test_the_project_is_found_from_any_folder_inside_it(project):
    inside = project / "book" / "2019-20-Q2"
    inside.mkdir(parents=True)
    assert project_root(inside) == project
    assert project_root(project) == project


def test_outside_a_project_there_is_none(tmp_path):
    with pytest.raises(FileNotFoundError, match="not inside an SPF Book project"):
        project_root(tmp_path)


@pytest.mark.parametrize("name", ["_config.yml", "_toc.yml"])
def test_a_folder_that_lacks_a_part_is_no_project(project, name):
    (project / name).unlink()
    with pytest.raises(FileNotFoundError):
        project_root(project)


def test_a_built_stage_inside_a_project_is_not_taken_for_it(project):
    stage = project / "_build/stage"
    (stage / "book").mkdir(parents=True)
    for name in ("_config.yml", "_toc.yml"):
        (stage / name).touch()
    assert project_root(stage / "book") == project


def test_a_library_is_looked_for_in_its_folder_before_all_others(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "other")
    assert python_path(tmp_path) == f"{tmp_path}{os.pathsep}other"


def test_where_there_are_no_others_the_folder_of_the_process_is_not_named(tmp_path, monkeypatch):
    monkeypatch.delenv("PYTHONPATH", raising=False)
    assert python_path(tmp_path) == str(tmp_path)
