"""What the preview's server and its work know of one another."""

import threading
import time

import pytest

from spf_lib.publish.preview_state import PreviewState


@pytest.fixture
def state(tmp_path):
    (tmp_path / "site/book").mkdir(parents=True)
    (tmp_path / "site/index.html").write_text("first")
    (tmp_path / "site/book/summary.html").write_text("summary")
    (tmp_path / "secret.html").write_text("not in the site")
    return PreviewState(tmp_path / "site")


def test_an_address_of_a_folder_is_that_of_its_first_page(state):
    assert state.file("/") == state.file("/index.html")
    assert state.version("/") == state.version("/index.html?q=1#part")


@pytest.mark.parametrize(
    "address", ["/gone.html", "/../secret.html", "/%2e%2e/secret.html", "/book"]
)
def test_no_file_outside_the_site_is_found(state, address):
    assert state.file(address) is None


def test_a_page_written_anew_has_another_version_and_others_keep_theirs(state):
    before = state.version("/"), state.version("/book/summary.html")
    (state.site / "book/summary.html").write_text("summary with 203")
    assert state.version("/") == before[0]
    assert state.version("/book/summary.html") != before[1]


def test_words_on_top_and_new_styles_change_every_page(state):
    versions = [state.version("/")]
    state.tell("A fault", "line 3")
    versions.append(state.version("/"))
    state.tell("")
    versions.append(state.version("/"))
    state.renew(looks="other colours")
    versions.append(state.version("/"))
    assert len(set(versions)) == 4


def test_what_is_wrong_is_shown_as_text(state):
    state.tell("A fault", "value <script>alert(1)</script>")
    assert "&lt;script&gt;" in state.banner()
    assert "<script>" not in state.banner()


def test_nothing_is_on_top_when_all_is_well(state):
    state.tell("")
    assert state.banner() == ""


def test_the_page_opened_last_is_known_without_its_ending(state):
    assert state.page_read == ""
    state.opened("/book/summary.html?x=1")
    assert state.page_read == "book/summary"
    state.opened("/gone.html")
    assert state.page_read == "book/summary"


def test_waiting_ends_as_soon_as_something_changes(state):
    began = time.monotonic()
    count = state.count
    threading.Timer(0.05, state.renew).start()
    state.wait(count, 30)
    assert time.monotonic() - began < 20


def test_a_change_before_the_wait_is_not_missed(state):
    began = time.monotonic()
    count = state.count
    state.renew()
    state.wait(count, 30)
    assert time.monotonic() - began < 20
