"""The built site in a real browser: reflow, zoom, text spacing, keyboard, focus, motion."""

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from spf_lib.publish.contents import toc_pages
from tests.site.browsing import LAID_OUT, prefer, resize

CHAPTER = "book/2019-20-Q2/kpi-public-realm"
PAGE_WIDTH = "return document.documentElement.scrollWidth"
# The values of success criterion 1.4.12.
SPACING = """
const style = document.createElement("style");
style.textContent = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`;
document.head.append(style);
"""
# Boxes that hold words and cut them off.
CUT_OFF = """
return [...document.querySelectorAll("article.bd-article *")].filter(box => {
  const style = getComputedStyle(box);
  return box.textContent.trim() && !box.closest("svg, .spf-stack thead, .visually-hidden")
    && [style.overflowX, style.overflowY].some(way => way === "hidden" || way === "clip")
    && (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1);
}).map(box => box.tagName + "." + box.className);
"""
# What the keyboard has to reach: everything that takes focus and can be seen.
REACHABLE = """
return [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")].filter(
  one => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({visibilityProperty: true})
    && !one.closest("dialog:not([open])")).length;
"""
FOCUSED = """
const one = document.activeElement;
if (one === document.body || one === document.documentElement) return null;
const seen = window.seen ??= new Set();
const again = seen.has(one);
seen.add(one);
// The theme draws the arrow of a part of the contents outside the box of what takes the focus.
const shape = one.querySelector(".toctree-toggle") ?? one;
const style = getComputedStyle(shape);
const at = (x, y) => {
  const top = document.elementFromPoint(x, y);
  return top !== null && (one.contains(top) || top.contains(one));
};
return {
  again,
  name: one.tagName + " " + (one.textContent.trim() || one.getAttribute("aria-label") || ""),
  ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  shown: [...shape.getClientRects()].some(part => [0.1, 0.3, 0.5, 0.7, 0.9].some(
    across => [0.1, 0.3, 0.5, 0.7, 0.9].some(
      down => at(part.x + part.width * across, part.y + part.height * down)))),
};
"""


@pytest.mark.parametrize("width", [320, 640])
def test_no_page_is_wider_than_a_narrow_phone_or_a_screen_at_twice_its_size(
    browser, address, root, width
):
    resize(browser, width)
    wide = {}
    for page in toc_pages(root):
        browser.get(f"{address}/{page}.html")
        seen = browser.execute_script(PAGE_WIDTH)
        if seen > width:
            wide[page] = seen
    assert wide == {}


def test_every_chart_is_drawn(browser, address, edition):
    resize(browser, 1280)
    for group in edition.headlines["group_id"].unique():
        browser.get(f"{address}/book/{edition.edition_id}/{group}.html")
        sizes = browser.execute_script(
            "return [...document.querySelectorAll('article > figure .spf-drawing svg')]"
            ".map(drawing => drawing.getBoundingClientRect().height)"
        )
        assert sizes and min(sizes) > 100, group


@pytest.mark.parametrize("width", [320, 1280])
def test_text_can_be_spaced_out_without_loss(browser, address, kinds, width):
    resize(browser, width)
    for page in kinds:
        browser.get(f"{address}/{page}.html")
        browser.execute_script(LAID_OUT + SPACING)
        assert browser.execute_script(PAGE_WIDTH) <= width, page
        assert browser.execute_script(CUT_OFF) == [], page


@pytest.mark.parametrize("width", [360, 1280])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(browser, address, width):
    resize(browser, width)
    prefer(browser, prefers_reduced_motion="reduce")
    for page in (CHAPTER, "book/welcome"):
        browser.get(f"{address}/{page}.html")
        expected = browser.execute_script(REACHABLE)
        reached = []
        for _ in range(expected + 5):
            ActionChains(browser).send_keys(Keys.TAB).perform()
            focused = browser.execute_script(FOCUSED)
            if focused is not None and not focused["again"]:
                reached.append(focused)
        assert len(reached) == expected, page
        assert [one["name"] for one in reached if not one["ring"]] == [], page
        assert [one["name"] for one in reached if not one["shown"]] == [], page
    prefer(browser)


def test_the_first_tab_stop_skips_to_the_content(browser, address):
    resize(browser, 1280)
    browser.get(f"{address}/{CHAPTER}.html")
    ActionChains(browser).send_keys(Keys.TAB).perform()
    link = browser.switch_to.active_element
    # It slides into view; until then it has no text that shows.
    WebDriverWait(browser, 5).until(lambda _: link.text)
    assert link.text == "Skip to main content"
    assert link.is_displayed()
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    assert browser.current_url.endswith("#main-content")
    ActionChains(browser).send_keys(Keys.TAB).perform()
    inside = "return document.querySelector('main').contains(document.activeElement)"
    assert browser.execute_script(inside)


def test_a_part_of_the_contents_closes_and_opens_by_keyboard(browser, address):
    resize(browser, 1280)
    browser.get(f"{address}/{CHAPTER}.html")
    part = browser.find_element(By.CSS_SELECTOR, ".bd-docs-nav details[open] > summary")
    browser.execute_script("arguments[0].focus()", part)
    for is_open in (False, True):
        ActionChains(browser).send_keys(Keys.ENTER).perform()
        assert browser.execute_script("return arguments[0].parentElement.open", part) == is_open


def test_the_menu_of_a_phone_closes_by_keyboard_and_gives_the_focus_back(browser, address):
    resize(browser, 360)
    browser.get(f"{address}/{CHAPTER}.html")
    button = browser.find_element(By.CSS_SELECTOR, ".primary-toggle")
    browser.execute_script("arguments[0].focus()", button)
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    assert browser.find_elements(By.CSS_SELECTOR, "dialog[open]")
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    assert not browser.find_elements(By.CSS_SELECTOR, "dialog[open]")
    assert browser.switch_to.active_element == button


def test_nothing_moves_for_those_who_ask_for_less_motion(browser, address):
    moving = (
        "return [...document.querySelectorAll('*')].filter(one => ["
        "getComputedStyle(one).transitionDuration, getComputedStyle(one).animationDuration]"
        ".some(time => time.split(', ').some(part => parseFloat(part) > 0))).length"
    )
    prefer(browser, prefers_reduced_motion="no-preference")
    browser.get(f"{address}/{CHAPTER}.html")
    assert browser.execute_script(moving) > 0
    prefer(browser, prefers_reduced_motion="reduce")
    assert browser.execute_script(moving) == 0
    scrolls = "return getComputedStyle(document.documentElement).scrollBehavior"
    assert browser.execute_script(scrolls) == "auto"
    prefer(browser)


def test_a_single_key_does_nothing_that_could_surprise(browser, address):
    browser.get(f"{address}/{CHAPTER}.html")
    ActionChains(browser).send_keys("/").perform()
    assert browser.switch_to.active_element.tag_name == "body"
