"""A published edition, spoilt in each way, is found out and the spoilt thing named."""

import json
import shutil

import pytest
from click.testing import CliRunner

from spf_lib import cli
from spf_lib.framework.tables import BadInput
from spf_lib.publish import verify
from spf_lib.publish.archive import archive_edition, unpack_archive
from spf_lib.publish.build import publish_edition
from spf_lib.publish.edition_differences import FigureDifference, FileDifference
from spf_lib.publish.manifest import manifest_text, read_manifest, sha256_of
from spf_lib.publish.verify import (
    NotExecuted,
    publish_again,
    publish_untouched,
    verify_archive,
    verify_edition,
)
from spf_lib.publish.verify_report import verification_report
from tests.publish.projects import amend, copy_small_edition
from tests.publish.published import (
    EDITION,
    FIGURES,
    FROZEN,
    LEDGER,
    MANIFEST,
    PAGE,
    RULES,
    gives,
)

ROW, ROW_EDITED = (
    "kpi-mandatory-training,2019-20-Q2,82.1,",
    "kpi-mandatory-training,2019-20-Q2,82.2,",
)


@pytest.fixture(scope="module")
def original(root, tmp_path_factory):
    """A small edition, really published."""
    project = copy_small_edition(root, tmp_path_factory.mktemp("published") / "project")
    publish_edition(project, EDITION, str)
    return project


@pytest.fixture
def published(original, tmp_path):
    """A copy of it to spoil."""
    return shutil.copytree(
        original, tmp_path / "project", ignore=shutil.ignore_patterns("_build", "__pycache__")
    )


@pytest.fixture
def same(original):
    """Stands in for an execution that gives what was published."""
    return gives(original / FROZEN)


def change_package(project, name, version):
    manifest = read_manifest(project, EDITION)
    packages = manifest.environment.packages | {name: version}
    environment = manifest.environment.model_copy(update={"packages": packages})
    changed = manifest.model_copy(update={"environment": environment})
    (project / MANIFEST).write_text(manifest_text(changed), encoding="utf-8")


def append(path, text):
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_an_untouched_edition_holds(published, same):
    found = verify_edition(published, EDITION, same)
    assert found.holds
    assert found.figures_reproduced == found.figures > 50
    assert (found.outputs_reproduced, found.outputs) == (3, 3)
    assert found.differing_files == ()
    assert verification_report(found).splitlines() == [
        f"{found.figures} of {found.figures} figures reproduced",
        "3 of 3 outputs reproduced to the byte",
        f"Edition {EDITION} holds.",
    ]


@pytest.mark.parametrize(
    ("kind", "file", "old", "new"),
    [
        ("return", FIGURES, ROW, ROW_EDITED),
        ("rules", RULES, "title:", "# Changed.\ntitle:"),
        ("parameters", f"params/{EDITION}.yml", "title: Quarter 2 2019/20", "title: Quarter 2"),
        ("parameters", "params/2015-16-Q4.yml", "title: Quarter 4 2015/16", "title: Quarter 4"),
        ("ledger", LEDGER, '"text": "82.1%", "unit": "percent", "value": 82.1}', "{}"),
    ],
)
def test_a_changed_data_file_rule_or_ledger_fails_and_is_named(
    published, same, kind, file, old, new
):
    text = (published / file).read_text(encoding="utf-8")
    assert old in text
    (published / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = verify_edition(published, EDITION, same)
    assert not found.holds
    assert found.differing_files == (FileDifference(kind, file, "changed"),)
    assert f"  {kind:<12}{file}: changed" in verification_report(found).splitlines()


def test_a_tampered_page_fails_and_shows_what_stands_there_and_what_comes_out(published, same):
    text = (published / PAGE).read_text(encoding="utf-8")
    (published / PAGE).write_text(text.replace("82.1%", "92.1%", 1), encoding="utf-8")
    found = verify_edition(published, EDITION, same)
    assert not found.holds
    assert found.differing_files == (FileDifference("page", PAGE, "changed"),)
    report = verification_report(found)
    assert f"{PAGE} was changed after it was published: first difference at byte" in report
    shown = [line for line in report.splitlines() if line.startswith(("  - ", "  + "))]
    assert "92.1%" in shown[0]
    assert any("82.1%" in line for line in shown if line.startswith("  + "))


def test_a_tampered_ledger_entry_is_named_with_both_values(published, same):
    records = json.loads((published / LEDGER).read_text(encoding="utf-8"))
    told = next(record for record in records if record["text"] == "82.1%")
    told["text"] = "92.1%"
    (published / LEDGER).write_text(json.dumps(records), encoding="utf-8")
    found = verify_edition(published, EDITION, same)
    assert [(one.id, one.published, one.now) for one in found.differing_figures] == [
        (told["id"], "92.1%", "82.1%")
    ]
    assert f"{found.figures - 1} of {found.figures} figures reproduced" in verification_report(
        found
    )


def test_a_ledger_that_is_no_ledger_any_more_fails(published, same):
    (published / LEDGER).write_text("gone", encoding="utf-8")
    found = verify_edition(published, EDITION, same)
    assert not found.holds
    assert FileDifference("ledger", LEDGER, "changed") in found.differing_files


def test_a_page_tampered_with_together_with_its_hash_is_not_reproduced(published, same):
    append(published / PAGE, " ")
    manifest = read_manifest(published, EDITION)
    from_now_on = manifest_text(manifest).replace(
        manifest.outputs["page"][PAGE], sha256_of(published / PAGE)
    )
    (published / MANIFEST).write_text(from_now_on, encoding="utf-8")
    found = verify_edition(published, EDITION, same)
    assert not found.holds
    assert [one.name for one in found.differing_outputs] == [PAGE]
    assert found.outputs_reproduced == 2


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("code", "spf_lib/assess/rating.py"),
        ("template", "spf_lib/present/templates/card.html"),
        ("template", "notebooks/scorecard.ipynb"),
        ("environment", "requirements.txt"),
        ("data", "data/framework/groups.csv"),
        ("data", "data/known_discrepancies.csv"),
    ],
)
def test_what_moved_on_and_changed_nothing_is_named_and_no_failure(published, same, kind, file):
    append(published / file, "\n")
    found = verify_edition(published, EDITION, same)
    assert found.holds
    assert (
        f"  {kind:<12}{file}: changed; no output is changed by it"
        in verification_report(found).splitlines()
    )


def test_another_version_of_a_package_is_named_with_both(published, same):
    change_package(published, "pandas", "1.5.3")
    found = verify_edition(published, EDITION, same)
    assert found.holds
    (difference,) = found.differing_files
    assert (difference.kind, difference.name) == ("environment", "pandas")
    assert difference.how.startswith("1.5.3, now ")


def test_a_package_that_is_no_longer_there_is_named(published, same):
    change_package(published, "not-installed", "1.0")
    (difference,) = verify_edition(published, EDITION, same).differing_files
    assert difference == FileDifference("environment", "not-installed", "1.0, now not there")


def test_changed_code_that_changes_a_figure_fails_and_is_named_as_the_cause(
    published, original, tmp_path
):
    append(published / "spf_lib/assess/rating.py", "\n")
    outputs = shutil.copytree(original / FROZEN, tmp_path / "outputs")
    amend_all(outputs / "ledger.json", '"text": "82.1%"', '"text": "82%"')
    found = verify_edition(published, EDITION, gives(outputs))
    assert not found.holds
    report = verification_report(found)
    assert "published 82.1%, now 82% (spf_lib/assess/rating.py changed, code)" in report
    assert "Not as in the manifest, so the possible causes:" in report
    assert "no output is changed" not in report


def amend_all(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_output_that_changes_without_a_cause_is_said_to_not_repeat(
    published, original, tmp_path
):
    outputs = shutil.copytree(original / FROZEN, tmp_path / "outputs")
    append(outputs / "sources.ipynb", " ")
    found = verify_edition(published, EDITION, gives(outputs))
    assert not found.holds
    assert "the execution does not repeat itself" in verification_report(found)


@pytest.mark.parametrize(
    ("spoil", "difference"),
    [
        (lambda root: (root / PAGE).unlink(), FileDifference("page", PAGE, "missing")),
        (
            lambda root: (root / FROZEN / "new.ipynb").write_text("{}"),
            FileDifference("page", f"{FROZEN}/new.ipynb", "added"),
        ),
        (
            lambda root: (root / f"data/returns/{EDITION}/new.csv").write_text("a\n"),
            FileDifference("return", f"data/returns/{EDITION}/new.csv", "added"),
        ),
        (
            lambda root: (root / f"data/returns/{EDITION}/narrative.csv").unlink(),
            FileDifference("return", f"data/returns/{EDITION}/narrative.csv", "missing"),
        ),
        (
            lambda root: (root / "params/rules/examples.csv").unlink(),
            FileDifference("rules", "params/rules/examples.csv", "missing"),
        ),
    ],
)
def test_a_missing_or_added_file_fails_and_is_named(published, same, spoil, difference):
    spoil(published)
    found = verify_edition(published, EDITION, same)
    assert not found.holds
    assert found.differing_files == (difference,)


def test_data_of_a_later_edition_is_none_of_an_earlier_edition_s(published, same):
    (published / "data/returns/2020-21-Q2").mkdir()
    (published / "data/returns/2020-21-Q2/figures.csv").write_text("measure_id\n")
    assert verify_edition(published, EDITION, same).holds


def test_an_edition_that_cannot_be_executed_fails_and_says_why(published):
    def fail(*_):
        raise NotExecuted("summary: KeyError: x")

    found = verify_edition(published, EDITION, fail)
    assert not found.holds
    assert "summary: KeyError: x" in verification_report(found)
    assert "figures reproduced" not in verification_report(found)


@pytest.mark.parametrize("kind", ["return", "rules"])
def test_the_report_says_how_to_change_data_or_rules_the_right_way(published, same, kind):
    append(published / {"return": FIGURES, "rules": RULES}[kind], "\n")
    report = " ".join(verification_report(verify_edition(published, EDITION, same)).split())
    right = {"return": "data/corrections.csv", "rules": "a rule set under a new name"}
    assert right[kind] in report


def test_an_edition_without_a_manifest_is_bad_input_that_says_what_to_do(published, same):
    (published / MANIFEST).unlink()
    with pytest.raises(BadInput, match=f"spf publish {EDITION}"):
        verify_edition(published, EDITION, same)


@pytest.mark.parametrize("text", ["", "[]", '{"edition": "2019-20-Q2"}', '{"format": 2}'])
def test_a_manifest_that_is_none_is_bad_input(published, same, text):
    (published / MANIFEST).write_text(text)
    with pytest.raises(BadInput, match=r"manifest\.json"):
        verify_edition(published, EDITION, same)


def test_an_edited_return_is_really_executed_and_each_figure_named(published):
    """The whole way, without stand-ins."""
    amend(published / FIGURES, ROW, ROW_EDITED)
    found = verify_edition(published, EDITION)
    assert not found.holds
    assert not found.not_executed
    moved = [one for one in found.differing_figures if one.file == FIGURES]
    assert ("82.1%", "82.2%") in {(one.published, one.now) for one in moved}
    assert {one.page for one in moved} == {"scorecard"}
    assert PAGE in {one.name for one in found.differing_outputs}
    assert "published 82.1%, now 82.2% (data/returns/2019-20-Q2/figures.csv changed, return)" in (
        verification_report(found)
    )


def test_bad_data_cannot_be_executed_and_is_named(published, tmp_path):
    amend(published / FIGURES, ROW, ROW.replace("82.1", "82.l"))
    (tmp_path / "scratch").mkdir()
    with pytest.raises(NotExecuted, match=r"82\.l"):
        publish_again(published, EDITION, tmp_path / "scratch")


def test_without_its_own_code_an_edition_is_not_executed(published, tmp_path):
    shutil.rmtree(published / "spf_lib")
    (tmp_path / "scratch").mkdir()
    with pytest.raises(NotExecuted, match="no spf_lib"):
        publish_again(published, EDITION, tmp_path / "scratch")


def test_an_archive_is_verified_alone_by_the_code_in_it(original, tmp_path, monkeypatch):
    """The whole way, without stand-ins, from the command line."""
    file = shutil.copy(archive_edition(original, EDITION), tmp_path / "e.zip")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli.main, ["verify", "--archive", str(file)])
    assert done.exit_code == 0, done.output
    assert f"Edition {EDITION} holds." in done.output


def test_code_that_is_not_that_of_the_manifest_is_not_run(published, tmp_path, monkeypatch):
    append(published / "spf_lib/cli/build.py", "\nraise SystemExit('foreign code ran')\n")
    monkeypatch.setattr(verify, "publish_again", None)
    with pytest.raises(NotExecuted, match=r"not that of its manifest: spf_lib/cli/build\.py"):
        publish_untouched(published, EDITION, tmp_path)


def test_an_archive_with_changed_code_fails(published):
    append(published / "spf_lib/assess/rating.py", "\n")
    found = verify_archive(archive_edition(published, EDITION), None)
    assert not found.holds
    assert FileDifference("code", "spf_lib/assess/rating.py", "changed") in found.differing_files


def test_figures_new_and_gone_are_told_apart(published, original, tmp_path):
    outputs = shutil.copytree(original / FROZEN, tmp_path / "outputs")
    records = json.loads((outputs / "ledger.json").read_text(encoding="utf-8"))
    gone = records[0]
    records[0] = gone | {"id": "new"}
    (outputs / "ledger.json").write_text(json.dumps(records), encoding="utf-8")
    found = verify_edition(published, EDITION, gives(outputs))
    assert found.differing_figures == (
        FigureDifference(gone["page"], gone["id"], gone["text"], "not there", gone["file"]),
        FigureDifference(gone["page"], "new", "not there", gone["text"], gone["file"]),
    )
    assert found.figures_reproduced == found.figures - 1


def test_unpacking_gives_the_project_and_its_edition(original, tmp_path):
    root, edition_id = unpack_archive(archive_edition(original, EDITION), tmp_path)
    assert edition_id == EDITION
    assert read_manifest(root, EDITION) == read_manifest(original, EDITION)
