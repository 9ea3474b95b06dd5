"""The built site: its folder, its pages, its address, and a browser to open them in."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from bs4 import BeautifulSoup
from selenium.webdriver import Chrome

from spf_lib.publish.contents import toc_pages
from spf_lib.publish.layout import SITE_FOLDER
from spf_lib.publish.serve import site_server
from tests.site.browsing import open_browser

# Beside the pages of the contents.
OTHER_PAGES = ("index", "search")


@pytest.fixture(scope="session")
def site(root: Path) -> Path:
    folder = root / SITE_FOLDER
    assert (folder / "index.html").is_file(), "build the book first: make book"
    return folder.resolve()


@pytest.fixture(scope="session")
def pages(root: Path, site: Path) -> dict[str, BeautifulSoup]:
    return {page: parsed(site / f"{page}.html") for page in toc_pages(root)}


@pytest.fixture(scope="session")
def every_page(site: Path, pages: dict[str, BeautifulSoup]) -> dict[str, BeautifulSoup]:
    """The pages of the contents, and the front door and search beside them."""
    return pages | {page: parsed(site / f"{page}.html") for page in OTHER_PAGES}


@pytest.fixture(scope="session")
def kinds(root: Path) -> list[str]:
    """One page of each kind: every name that an edition's page has, once, and the others."""
    found = {page.rsplit("/", 1)[-1]: page for page in toc_pages(root)}
    chapters = {name.split("-")[0]: page for name, page in found.items() if "-" in name}
    return sorted({*(page for name, page in found.items() if "-" not in name), *chapters.values()})


@pytest.fixture(scope="session")
def address(root: Path) -> Iterator[str]:
    server = site_server(root, 0)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    browser = open_browser(tmp_path_factory.mktemp("chromium"))
    yield browser
    browser.quit()


def parsed(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
