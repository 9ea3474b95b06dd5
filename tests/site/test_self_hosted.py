"""Nothing comes from another host, the page's policy allows nothing else, and pages are light."""

import base64
import hashlib
import re

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from spf_lib.publish.static_files import addresses_in_page, addresses_in_styles
from tests.site.browsing import events, hosts, open_browser, resize

MOST_BYTES = 500_000
# Files of the site, and the one script in the page, by the hash of its text.
POLICY = re.compile(r"default-src 'self'; script-src 'self' '(sha256-[A-Za-z0-9+/=]{44})'; ")
# An address that a script could ask: not those in comments, and not names of XML vocabularies.
_ASKED = re.compile(
    r"""["'`](?:https?:)?//(?!www\.w3\.org/)[a-z0-9.-]+\.[a-z]{2,}""", re.IGNORECASE
)


def foreign(found):
    return [one for one in found if re.match(r"(?:[a-z][a-z0-9+.-]*:|//)", one, re.IGNORECASE)]


def hash_of(text):
    """Return a script's hash as a policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def transferred(browser):
    return sum(event["encodedDataLength"] for event in events(browser, "Network.loadingFinished"))


def asked_by(site, name):
    return addresses_in_page((site / f"{name}.html").read_text(encoding="utf-8"))


def test_no_page_names_another_host_where_a_browser_would_fetch(site, every_page):
    asked = {name: foreign(asked_by(site, name)) for name in every_page}
    assert {name: found for name, found in asked.items() if found} == {}


def test_no_style_names_another_host(site):
    styles = sorted(site.rglob("*.css"))
    assert styles
    for style in styles:
        assert foreign(addresses_in_styles(style.read_text(encoding="utf-8"))) == [], style.name


def test_no_script_names_another_host(site):
    scripts = sorted(site.rglob("*.js"))
    assert scripts
    for script in scripts:
        if script.name != "searchindex.js":
            assert _ASKED.findall(script.read_text(encoding="utf-8")) == [], script.name


def test_a_foreign_address_would_be_found():
    page = (
        '<a href="https://a.example/"></a><script src="//b.example/x.js"></script>'
        '<p style="background: url(https://c.example/x.png)"></p>'
    )
    assert foreign(addresses_in_page(page)) == ["//b.example/x.js", "https://c.example/x.png"]


def test_every_file_a_page_asks_for_is_there(site, every_page):
    for name in every_page:
        for asked in asked_by(site, name):
            file = ((site / name).parent / asked.split("?")[0]).resolve()
            assert file.is_file(), (name, asked)


def test_every_page_has_the_policy_before_anything_it_could_stop(every_page):
    for name, page in every_page.items():
        policy = page.select_one("head meta[http-equiv=Content-Security-Policy]")
        assert policy is not None, name
        assert POLICY.match(policy["content"]) or name == "index", name
        assert policy.find_previous(["script", "link", "style"]) is None, name


def test_no_script_stands_in_a_page_but_the_one_its_policy_knows(every_page):
    for name, page in every_page.items():
        written = [script for script in page.find_all("script") if not script.get("src")]
        handlers = [tag for tag in page.find_all(True) if any(key[:2] == "on" for key in tag.attrs)]
        assert handlers == [], name
        policy = page.select_one("head meta[http-equiv=Content-Security-Policy]")["content"]
        known = POLICY.match(policy)
        hashes = [hash_of(script.string) for script in written]
        assert hashes == ([known[1]] if known else []), name


def test_only_this_host_is_asked_and_the_policy_is_never_broken(browser, address, kinds):
    resize(browser, 1280)
    for page in [*kinds, "index", "search"]:
        events(browser, "")
        browser.get_log("browser")
        browser.get(f"{address}/{page}.html")
        asked = [event["request"]["url"] for event in events(browser, "Network.requestWillBeSent")]
        assert hosts(asked) == {"127.0.0.1"}, page
        faults = [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]
        assert [fault for fault in faults if "favicon.ico" not in fault["message"]] == [], page


def test_a_request_to_another_host_would_be_stopped_and_seen(browser, address):
    browser.get(f"{address}/book/welcome.html")
    browser.get_log("browser")
    browser.execute_script(
        "document.body.append(new Image());document.images[0].src='http://a.test/'"
    )
    WebDriverWait(browser, 5).until(
        lambda one: any(
            "Content Security Policy" in entry["message"] for entry in one.get_log("browser")
        )
    )


def test_every_chapter_is_light(browser, address, pages):
    resize(browser, 1280)
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
    heavy = {}
    for page in pages:
        events(browser, "")
        browser.get(f"{address}/{page}.html")
        heavy[page] = transferred(browser)
    browser.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": False})
    print("\n".join(f"{size:>9,} {page}" for page, size in sorted(heavy.items())))
    assert {page: size for page, size in heavy.items() if size >= MOST_BYTES} == {}
    assert min(heavy.values()) > 10_000


def test_the_colours_can_be_switched_and_stay(browser, address):
    resize(browser, 1280)
    browser.get(f"{address}/book/welcome.html")
    browser.execute_script("localStorage.clear()")
    browser.refresh()
    seen = set()
    for _ in range(3):
        browser.find_element(By.CSS_SELECTOR, ".theme-switch-button").click()
        seen.add(browser.execute_script("return document.documentElement.dataset.mode"))
    assert seen == {"light", "dark", "auto"}
    while browser.execute_script("return document.documentElement.dataset.mode") != "dark":
        browser.find_element(By.CSS_SELECTOR, ".theme-switch-button").click()
    browser.get(f"{address}/book/glossary.html")
    assert browser.execute_script("return document.documentElement.dataset.theme") == "dark"
    browser.execute_script("localStorage.clear()")


def test_search_finds_a_measure(browser, address):
    browser.get(f"{address}/search.html?q=volunteers")
    WebDriverWait(browser, 20).until(
        lambda one: one.find_elements(By.CSS_SELECTOR, "#search-results ul.search li a")
    )
    found = browser.find_element(By.CSS_SELECTOR, "#search-results").text
    assert "volunteers" in found.lower()


@pytest.fixture(scope="module")
def without_scripts(tmp_path_factory):
    browser = open_browser(
        tmp_path_factory.mktemp("without-scripts"),
        {"profile.managed_default_content_settings.javascript": 2},
    )
    yield browser
    browser.quit()


@pytest.mark.parametrize("width", [1280, 360])
def test_every_kind_of_page_says_the_same_without_javascript(
    browser, without_scripts, address, kinds, width
):
    for page in kinds:
        told = []
        for one in (browser, without_scripts):
            resize(one, width)
            one.get(f"{address}/{page}.html")
            told.append(one.find_element(By.CSS_SELECTOR, "article.bd-article").text)
            # What narrows and sorts a table is there only for those whose browser can do it; on a
            # phone the heads are shown as buttons for sorting, and else only read out.
            for part in one.find_elements(By.CSS_SELECTOR, ".spf-filters, .spf-measures thead"):
                if part.text:
                    told[-1] = told[-1].replace(f"{part.text}\n", "", 1)
        assert len(told[0]) > 100, page
        assert told[0] == told[1], page


@pytest.mark.parametrize("width", [1280, 360])
def test_without_javascript_the_contents_are_there_and_no_dead_button(
    without_scripts, address, width
):
    resize(without_scripts, width)
    without_scripts.get(f"{address}/book/welcome.html")
    assert without_scripts.find_element(By.CSS_SELECTOR, ".bd-docs-nav a.internal").is_displayed()
    buttons = without_scripts.find_elements(By.TAG_NAME, "button")
    assert [button.text for button in buttons if button.is_displayed()] == []
