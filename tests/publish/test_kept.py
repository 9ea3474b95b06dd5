"""Results kept from build to build."""

import shutil

import pytest

from spf_lib.publish import kept, packages
from spf_lib.publish.kept import kept_folder, key_of, what_runs
from spf_lib.publish.layout import STORE_FOLDER
from spf_lib.publish.whole_files import made_alone

KEY, OTHER_KEY = "a" * 64, "b" * 64


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A project with a library, a lock file and two pages."""
    code = tmp_path / "code"
    (code / "fonts").mkdir(parents=True)
    (code / "pdf.py").write_text("x = 1\n")
    (code / "book.typ").write_text("#let x = 1\n")
    (code / "fonts/sans.ttf").write_bytes(b"letters")
    monkeypatch.setattr(kept, "RUNNING_CODE", code)
    root = tmp_path / "project"
    (root / "book").mkdir(parents=True)
    (root / "requirements.txt").write_text("typst==0.1\n")
    for name in ("summary", "scorecard"):
        (root / f"book/{name}.ipynb").write_text("{}")
    return root


def key(root, *words):
    """The key as another process finds it."""
    what_runs.cache_clear()
    return key_of(root, (root / "book").glob("*.ipynb"), *words)


def writing(text, calls=None):
    def make(folder):
        (folder / "inner").mkdir()
        (folder / "inner/page.txt").write_text(text)
        if calls is not None:
            calls.append(text)

    return make


def words_of(folder):
    return (folder / "inner/page.txt").read_text()


@pytest.mark.parametrize(
    "file",
    ["project/book/summary.ipynb", "code/pdf.py", "code/book.typ", "code/fonts/sans.ttf"],
)
def test_a_changed_byte_of_a_page_a_program_or_a_font_gives_another_key(small, file):
    before = key(small)
    path = small.parent / file
    content = path.read_bytes()
    path.write_bytes(content + b" ")
    assert key(small) != before
    path.write_bytes(content)
    assert key(small) == before


def test_another_version_of_a_package_gives_another_key(small, monkeypatch):
    installed = small.parent / "installed"
    monkeypatch.setattr(packages.sysconfig, "get_path", {"purelib": str(installed)}.__getitem__)
    keys = set()
    for version in ("0.1", "0.2"):
        shutil.rmtree(installed, ignore_errors=True)
        (installed / f"typst-{version}.dist-info").mkdir(parents=True)
        keys.add(key(small))
    assert len(keys) == 2


def test_a_page_renamed_taken_away_or_moved_to_another_edition_gives_another_key(small):
    keys = {key(small)}
    page = small / "book/summary.ipynb"
    page = page.rename(page.with_name("opening.ipynb"))
    keys.add(key(small))
    (small / "other").mkdir()
    keys.add(key_of(small, [page.rename(small / "other/opening.ipynb")]))
    keys.add(key(small))
    assert len(keys) == 4


def test_words_that_run_together_are_told_apart(small):
    assert key(small, "ab", "c") != key(small, "a", "bc")


def test_what_the_result_is_not_made_from_does_not_change_the_key(small):
    before = key(small)
    (small / "README.md").write_text("x")
    (small.parent / "code/pdf.pyc").write_text("x")
    assert key(small) == before


def test_the_key_does_not_depend_on_where_the_project_stands(small, tmp_path):
    elsewhere = shutil.copytree(small, tmp_path / "elsewhere")
    assert key(elsewhere) == key(small)


def test_a_result_is_made_once_for_a_key(tmp_path):
    calls = []
    folders = [kept_folder(tmp_path, "pdf", KEY, writing("new", calls)) for _ in range(2)]
    assert calls == ["new"]
    assert [words_of(folder) for folder in folders] == ["new", "new"]


def test_another_key_makes_another_result_and_drops_the_last(tmp_path):
    old = kept_folder(tmp_path, "pdf", KEY, writing("old"))
    assert words_of(kept_folder(tmp_path, "pdf", OTHER_KEY, writing("new"))) == "new"
    assert not old.exists()


def test_a_result_of_another_name_stays(tmp_path):
    other = kept_folder(tmp_path, "pdf-summary", KEY, writing("summary"))
    kept_folder(tmp_path, "pdf", KEY, writing("old"))
    kept_folder(tmp_path, "pdf", OTHER_KEY, writing("new"))
    assert words_of(other) == "summary"


def test_a_deleted_store_gives_the_same_result(tmp_path):
    kept_folder(tmp_path, "pdf", KEY, writing("same"))
    shutil.rmtree(tmp_path / "_build")
    assert words_of(kept_folder(tmp_path, "pdf", KEY, writing("same"))) == "same"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_result_that_fails_half_way_is_not_kept_and_the_last_one_stays(tmp_path, error):
    old = kept_folder(tmp_path, "pdf", KEY, writing("old"))

    def fail(folder):
        writing("half")(folder)
        raise error

    with pytest.raises(error):
        kept_folder(tmp_path, "pdf", OTHER_KEY, fail)
    assert [path.name for path in (tmp_path / "_build/store").glob("pdf*")] == [old.name]
    assert words_of(old) == "old"


def test_what_is_kept_is_not_waited_for_while_another_process_makes_another(small):
    before = kept_folder(small, "2019-20-Q2-pdf", KEY, writing("one"))
    with made_alone(small / STORE_FOLDER, "2019-20-Q2-pdf"):
        assert kept_folder(small, "2019-20-Q2-pdf", KEY, writing("two")) == before
    assert words_of(before) == "one"
