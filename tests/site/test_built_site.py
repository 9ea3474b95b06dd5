"""The built site, read as files. Run by `make test-site` after `make book`."""

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
        levels = [
            int(heading.name[1]) for heading in page.select(".bd-article :is(h1, h2, h3, h4)")
        ]
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
