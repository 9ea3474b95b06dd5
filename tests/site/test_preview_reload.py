"""The script of the preview in a real browser, under the security policy of the pages."""

import pytest
from selenium.webdriver.support.ui import WebDriverWait

from spf_lib.publish.preview_serve import preview_server
from spf_lib.publish.preview_state import PreviewState
from tests.site.browsing import open_browser

SECONDS = 30


def page(root, text):
    policy = (root / "book/_templates/security-policy.html").read_text()
    head = f'<head><meta charset="utf-8"><title>Summary</title>{policy}</head>'
    return f'<html lang="en">{head}<body style="height: 5000px"><h1>{text}</h1></body></html>'


@pytest.fixture
def state(tmp_path, root):
    state = PreviewState(tmp_path / "site")
    state.site.mkdir()
    (state.site / "summary.html").write_text(page(root, "202"))
    state.tell("")
    return state


@pytest.fixture
def browser(tmp_path, state):
    browser = open_browser(tmp_path / "profile")
    with preview_server(state, 0) as address:
        browser.get(f"{address}/summary.html")
        yield browser
        browser.quit()


def until(browser, text):
    script = "return document.body.innerText"
    WebDriverWait(browser, SECONDS).until(lambda _: text in browser.execute_script(script))


def refused(browser):
    return [
        entry["message"] for entry in browser.get_log("browser") if "Policy" in entry["message"]
    ]


def test_a_page_written_anew_is_shown_without_a_hand_where_it_was_read(browser, state, root):
    browser.execute_script("scrollTo(0, 3000)")
    (state.site / "summary.html").write_text(page(root, "203"))
    state.renew()
    until(browser, "203")
    WebDriverWait(browser, SECONDS).until(
        lambda _: browser.execute_script("return scrollY") == 3000
    )
    assert refused(browser) == []


def test_what_is_wrong_comes_and_goes_on_the_open_page(browser, state):
    state.tell("Something in the input is wrong", "line 3: 2o2 <b>")
    until(browser, "line 3: 2o2 <b>")
    state.tell("")
    WebDriverWait(browser, SECONDS).until(
        lambda _: "2o2" not in browser.execute_script("return document.body.innerText")
    )
    assert refused(browser) == []


def test_a_page_that_did_not_change_is_left_alone(browser, state):
    browser.execute_script("window.untouched = true")
    for _ in range(5):
        state.renew()
    browser.implicitly_wait(1)
    browser.execute_async_script("setTimeout(arguments[0], 500)")
    assert browser.execute_script("return window.untouched")
