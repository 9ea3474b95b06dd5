"""The built site, read as files. Run by `make test-browser` after `make book`."""

import itertools
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit


def test_every_measure_has_one_card(edition, pages):
    cards = [
        card["data-measure"] for page in pages.values() for card in page.select("article.spf-card")
    ]
    expected = edition.headlines["measure_id"].tolist()
    assert sorted(card for card in cards if card.startswith("kpi-")) == sorted(expected)


def test_every_page_has_one_first_heading_and_skips_no_level(pages):
    for name, page in pages.items():
        levels = [int(heading.name[1]) for heading in page.select(":is(h1, h2, h3, h4, h5, h6)")]
        assert levels.count(1) == 1, name
        steps = [after - before for before, after in itertools.pairwise(levels)]
        assert max(steps, default=0) <= 1, name


def test_no_id_stands_twice_on_a_page(pages):
    for name, page in pages.items():
        ids = [tag["id"] for tag in page.select("main [id]")]
        assert sorted({one for one in ids if ids.count(one) > 1}) == [], name


@cache
def ids(page: Path) -> frozenset[str]:
    return frozenset(re.findall(r'\bid="([^"]+)"', page.read_text(encoding="utf-8")))


def test_every_link_inside_the_site_leads_somewhere(site, pages):
    dead = []
    for name, page in pages.items():
        folder = (site / name).parent
        for link in page.select("main a[href]"):
            parts = urlsplit(link["href"])
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = (folder / unquote(parts.path)).resolve()
            if not target.is_file():
                dead.append((name, link["href"]))
                continue
            if parts.fragment and target.suffix == ".html" and parts.fragment not in ids(target):
                dead.append((name, link["href"]))
    assert dead == []


def test_every_page_says_its_language_and_its_title_once(every_page):
    titles = {name: page.title.get_text() for name, page in every_page.items()}
    assert all(page.html["lang"] == "en-GB" for page in every_page.values())
    assert all(title.strip() for title in titles.values())


def test_every_table_has_a_caption_and_headed_rows_and_columns(pages):
    tables = [(name, table) for name, page in pages.items() for table in page.select("table")]
    assert len(tables) > 100
    for name, table in tables:
        assert table.caption is not None, (name, str(table)[:200])
        assert table.caption.get_text(strip=True), name
        heads = table.select("th")
        assert {head.get("scope") for head in heads} <= {"col", "row", "colgroup", "rowgroup"}, name
        assert table.select("thead th[scope=col]"), (name, table.caption.get_text())
        for row in table.select("tbody tr"):
            headed = row.select("th[scope=row]") or row.select("td:only-child[colspan]")
            assert headed, (name, table.caption.get_text())


def test_every_page_can_be_skipped_to_its_content(pages):
    for name, page in pages.items():
        link = page.select_one("body a")
        assert link["href"] == "#main-content", name
        assert page.find(id="main-content") is not None, name
