"""The built site in a real browser: Debian's chromium, driven by its own driver."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService

from spf_lib.publish.book import toc_pages
from spf_lib.publish.serve import site_server


@pytest.fixture(scope="session")
def address(root: Path) -> Iterator[str]:
    server = site_server(root, 0)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    options = ChromeOptions()
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        f"--user-data-dir={tmp_path_factory.mktemp('chromium')}",
    ):
        options.add_argument(argument)
    driver = shutil.which("chromedriver")
    browser = Chrome(options=options, service=ChromeService(driver))
    yield browser
    browser.quit()


def _narrow(browser: Chrome, width: int) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": True},
    )


def test_no_page_is_wider_than_a_narrow_phone(browser, address, root):
    _narrow(browser, 320)
    wide = {}
    for page in toc_pages(root):
        browser.get(f"{address}/{page}.html")
        width = browser.execute_script("return document.documentElement.scrollWidth")
        if width > 320:
            wide[page] = width
    assert wide == {}


def test_every_chart_is_drawn(browser, address, edition):
    _narrow(browser, 1280)
    for group in edition.headlines["group_id"].unique():
        browser.get(f"{address}/book/{edition.edition_id}/{group}.html")
        sizes = browser.execute_script(
            "return [...document.querySelectorAll('article > figure .spf-drawing svg')]"
            ".map(drawing => drawing.getBoundingClientRect().height)"
        )
        assert sizes and min(sizes) > 100, group
