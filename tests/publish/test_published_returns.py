"""The return of a published edition is not edited any more."""

import shutil

import pytest

from spf_lib.publish.editions import read_edition
from spf_lib.publish.manifest import make_manifest, manifest_text
from spf_lib.publish.published_returns import ReturnEdited, edited_returns, refuse_edited_return
from tests.publish.projects import amend, copy_small_edition
from tests.publish.published import EDITION, FIGURES, FROZEN, LEDGER, MANIFEST, PAGE

ROW = "kpi-mandatory-training,2019-20-Q2,82.1,"


@pytest.fixture
def published(root, tmp_path):
    project = copy_small_edition(root, tmp_path / "project")
    (project / FROZEN).mkdir(parents=True)
    for file in (PAGE, LEDGER):
        shutil.copy(root / file, project / file)
    manifest = make_manifest(project, EDITION, project / FROZEN, project / "spf_lib")
    (project / MANIFEST).write_text(manifest_text(manifest), encoding="utf-8")
    return project


def edit(project):
    amend(
        project / FIGURES,
        "kpi-mandatory-training,2019-20-Q2,82.1,",
        "kpi-mandatory-training,2019-20-Q2,82.2,",
    )


def test_an_untouched_return_is_not_refused(published):
    assert edited_returns(published, EDITION) == []
    refuse_edited_return(published, read_edition(published, EDITION))


def test_an_edited_return_is_refused_with_the_way_to_do_it_right(published):
    edit(published)
    with pytest.raises(ReturnEdited) as refused:
        refuse_edited_return(published, read_edition(published, EDITION))
    said = " ".join(str(refused.value).split())
    assert f"{FIGURES}: changed" in said
    assert "revise it in a newer return" in said
    assert "data/corrections.csv" in said


def test_a_file_added_to_or_taken_from_a_return_is_an_edit(published):
    folder = published / f"data/returns/{EDITION}"
    (folder / "new.csv").touch()
    (folder / "ratings.csv").unlink()
    assert edited_returns(published, EDITION) == [
        f"data/returns/{EDITION}/new.csv: added",
        f"data/returns/{EDITION}/ratings.csv: missing",
    ]


def test_other_data_and_code_may_change(published):
    for file in ("data/framework/people.csv", "spf_lib/cli/build.py"):
        path = published / file
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    refuse_edited_return(published, read_edition(published, EDITION))


def test_an_edition_that_was_withdrawn_to_a_draft_is_not_refused(published):
    edit(published)
    amend(published / f"params/{EDITION}.yml", "status: published", "status: draft")
    refuse_edited_return(published, read_edition(published, EDITION))


def test_an_edition_that_was_never_published_is_not_refused(published):
    edit(published)
    (published / MANIFEST).unlink()
    refuse_edited_return(published, read_edition(published, EDITION))
