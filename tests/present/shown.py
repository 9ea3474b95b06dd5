"""Reading what the book shows."""

from bs4 import BeautifulSoup, Tag

from spf_lib.present.page import Shown


def parse(shown) -> BeautifulSoup:
    html = shown.html if isinstance(shown, Shown) else shown
    return BeautifulSoup(str(html), "html.parser")


def plain(shown) -> str:
    text = shown.get_text() if isinstance(shown, Tag) else parse(shown).get_text()
    return " ".join(text.split())


def table(shown) -> list[list[str]]:
    return [
        [" ".join(cell.get_text().split()) for cell in row.select("th, td")]
        for row in shown.select("tr")
    ]


def captioned(shown, caption: str) -> list[list[str]]:
    """The rows of the one table with a caption, its head first."""
    found = [each for each in shown.select("table") if each.caption.get_text() == caption]
    assert len(found) == 1, f"{len(found)} tables are called {caption!r}"
    return table(found[0])
