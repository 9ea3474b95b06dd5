"""The built site: its folder and its pages."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from spf_lib.publish.book import toc_pages
from spf_lib.publish.layout import SITE_FOLDER


@pytest.fixture(scope="session")
def site(root: Path) -> Path:
    folder = root / SITE_FOLDER
    assert (folder / "index.html").is_file(), "build the book first: make book"
    return folder


@pytest.fixture(scope="session")
def pages(root: Path, site: Path) -> dict[str, BeautifulSoup]:
    return {
        page: BeautifulSoup((site / f"{page}.html").read_text(encoding="utf-8"), "html.parser")
        for page in toc_pages(root)
    }
