"""Serving the preview on localhost."""

import http.client
import threading

import pytest
from markupsafe import Markup

from spf_lib.publish.preview_serve import preview_server, with_loader
from spf_lib.publish.preview_state import PreviewState
from spf_lib.publish.serve import PortTaken

PAGE = "<html><head><title>x</title></head><body class='a'><h1>Summary</h1></body></html>"


@pytest.fixture
def state(tmp_path):
    (tmp_path / "book").mkdir()
    (tmp_path / "book/summary.html").write_text(PAGE)
    (tmp_path / "spf.css").write_text("h1 { color: red }")
    state = PreviewState(tmp_path)
    state.tell("")
    return state


@pytest.fixture
def port(state):
    with preview_server(state, 0) as address:
        yield int(address.rsplit(":", 1)[1])


def ask(port, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


def events(port, page):
    """Yield what the server sends to a page, line by line."""
    answer = ask(port, f"/_preview/events?page={page}")
    while line := answer.readline().decode():
        if line.startswith("data:"):
            yield line.removeprefix("data:").strip()


def test_a_page_is_sent_with_the_script_that_loads_it_anew(port, state):
    answer = ask(port, "/book/summary.html")
    page = answer.read().decode()
    assert answer.status == 200
    version = state.version("/book/summary.html")
    assert (
        f'<script src="/_preview/reload.js" data-version="{version}" defer></script></head>' in page
    )
    assert page.replace(page[page.index("<script") : page.index("</head>")], "") == PAGE


def test_the_file_of_the_site_stays_without_the_script(port, state):
    ask(port, "/book/summary.html").read()
    assert (state.site / "book/summary.html").read_text() == PAGE


def test_the_script_comes_from_the_server_itself_as_the_policy_asks(port):
    answer = ask(port, "/_preview/reload.js")
    assert answer.headers["Content-Type"] == "text/javascript"
    assert b"EventSource" in answer.read()


def test_nothing_is_kept_by_the_browser(port):
    for path in ("/book/summary.html", "/spf.css", "/_preview/reload.js"):
        assert ask(port, path).headers["Cache-Control"] == "no-store"


def test_other_files_are_sent_as_they_are(port):
    assert ask(port, "/spf.css").read() == b"h1 { color: red }"


def test_what_is_wrong_stands_first_in_the_body(port, state):
    state.tell("A fault", "line <3>")
    page = ask(port, "/book/summary.html").read().decode()
    assert page.index("<body") < page.index("line &lt;3&gt;") < page.index("<h1>")


def test_a_page_that_is_not_there_says_so_and_comes_when_it_is(port, state):
    answer = ask(port, "/book/later.html")
    page = answer.read().decode()
    assert answer.status == 404
    assert "reload.js" in page
    coming = events(port, "/book/later.html")
    assert f'data-version="{next(coming)}"' in page
    (state.site / "book/later.html").write_text(PAGE)
    state.renew()
    assert next(coming) == state.version("/book/later.html")


def test_an_open_page_is_told_when_it_was_written_anew(port, state):
    told = events(port, "/book/summary.html")
    before = next(told)
    (state.site / "book/summary.html").write_text(PAGE.replace("Summary", "203"))
    threading.Timer(0.05, state.renew).start()
    assert next(told) == state.version("/book/summary.html") != before


def test_the_page_a_reader_has_open_is_noted(port, state):
    ask(port, "/book/summary.html").read()
    ask(port, "/spf.css").read()
    assert state.page_read == "book/summary"


def test_only_this_machine_by_its_own_name_is_answered(port):
    assert ask(port, "/book/summary.html", Host="evil.example:80").status == 403


def test_a_port_that_is_taken_is_said(port, state):
    with pytest.raises(PortTaken, match="try another"), preview_server(state, port):
        pass


def test_a_page_without_head_or_body_is_sent_all_the_same():
    assert "Words" in with_loader("Words", Markup("<p>fault</p>"), "1")
