"""axe-core finds nothing on any page of any edition: light and dark, wide and narrow."""

from pathlib import Path

import pytest

from tests.site.browsing import LAID_OUT, NARROW, WIDE, prefer, resize

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """
const [rules, done] = arguments;
axe.run(document, {resultTypes: ["violations"], runOnly: rules}).then(found => done({
  checked: found.passes.length,
  violations: found.violations.map(rule =>
    [rule.id, rule.nodes.length, rule.nodes[0].target.join(" "), rule.nodes[0].failureSummary]),
})).catch(error => done({checked: 0, violations: [[String(error)]]}));
"""


@pytest.fixture(scope="module")
def inspecting(browser):
    """A browser with axe-core in every page, put there from outside, past the page's policy."""
    assert AXE.is_file(), "axe-core is not installed: make test-browser"
    script = {"source": AXE.read_text(encoding="utf-8")}
    added = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", script)
    yield browser
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)
    prefer(browser)


def violations(browser):
    browser.execute_script(LAID_OUT)
    found = browser.execute_async_script(RUN, RULES)
    assert found["checked"] > 5 or found["violations"], "axe-core checked nothing"
    return found["violations"]


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_axe_finds_nothing_on_any_page(inspecting, address, pages, width, colours):
    resize(inspecting, width)
    prefer(inspecting, prefers_color_scheme=colours, prefers_reduced_motion="reduce")
    found = {}
    for page in [*pages, "search", "search.html?q=volunteers"]:
        inspecting.get(f"{address}/{page}" + ("" if "?" in page else ".html"))
        theme = inspecting.execute_script("return document.documentElement.dataset.theme")
        assert theme == colours, page
        found[page] = violations(inspecting)
    assert {page: some for page, some in found.items() if some} == {}


def test_axe_finds_nothing_at_the_front_door(inspecting, site):
    text = (site / "index.html").read_text(encoding="utf-8").replace('http-equiv="refresh"', "")
    inspecting.get("about:blank")
    inspecting.execute_script(
        "document.open(); document.write(arguments[0]); document.close()", text
    )
    inspecting.execute_script(AXE.read_text(encoding="utf-8"))
    assert violations(inspecting) == []


def test_axe_finds_nothing_in_the_opened_menus(inspecting, address):
    resize(inspecting, NARROW)
    for button in (".primary-toggle", ".secondary-toggle", ".search-button"):
        inspecting.get(f"{address}/book/2019-20-Q2/kpi-public-realm.html")
        inspecting.execute_script("document.querySelector(arguments[0]).click()", button)
        assert inspecting.execute_script("return document.querySelector('dialog[open]') !== null")
        assert violations(inspecting) == [], button


def test_axe_would_find_a_fault_far_down_a_page_on_a_phone(inspecting, address):
    resize(inspecting, NARROW)
    prefer(inspecting, prefers_color_scheme="light", prefers_reduced_motion="reduce")
    inspecting.get(f"{address}/book/history/index.html")
    inspecting.execute_script(
        "document.querySelector('tbody tr:last-child td[data-label=Owner]').style.color = '#ccc'"
    )
    assert [rule[0] for rule in violations(inspecting)] == ["color-contrast"]


def test_axe_would_find_a_fault(inspecting, address):
    inspecting.get(f"{address}/book/glossary.html")
    inspecting.execute_script("document.querySelector('main').append(new Image())")
    assert [rule[0] for rule in violations(inspecting)] == ["image-alt"]
