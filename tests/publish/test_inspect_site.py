"""Is the built site whole?"""

import pytest

from spf_lib.publish.editions import EditionParameters
from spf_lib.publish.inspect_site import missing_from_site

EDITION = "2019-20-Q2"


@pytest.fixture
def whole(edition, tmp_path):
    """A project and a built site that lacks nothing."""
    root, site = tmp_path / "project", tmp_path / "site"
    groups = edition.headlines.groupby("group_id", sort=False)["measure_id"].agg(list)
    listed = ["book/welcome", *(f"book/{EDITION}/{group}" for group in groups.index)]
    root.mkdir()
    chapters = "".join(f"  - file: {page}\n" for page in listed[1:])
    (root / "_toc.yml").write_text(f"root: book/welcome\nchapters:\n{chapters}")
    for page in listed:
        path = site / f"{page}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        cards = "".join(
            f'<article data-measure="{measure}"></article>'
            for measure in groups.get(page.rpartition("/")[2], [])
        )
        path.write_text(f"<html><body>{cards}</body></html>")
    return root, site


@pytest.fixture
def parameters(edition):
    return EditionParameters(
        edition=EDITION,
        title="x",
        framework="kpi-2019-20",
        rules="corporate",
        status="draft",
        sources=(),
        pages=tuple(
            {"name": group, "template": "portfolio", "title": group}
            for group in edition.headlines["group_id"].unique()
        ),
    )


@pytest.fixture
def missing(whole, parameters, edition):
    return lambda: missing_from_site(*whole, parameters, edition)


def test_a_whole_site_lacks_nothing(missing):
    assert missing() == []


@pytest.mark.parametrize("page", ["book/welcome", f"book/{EDITION}/kpi-public-realm"])
def test_a_missing_page_of_the_contents_is_named(whole, missing, page):
    (whole[1] / f"{page}.html").unlink()
    assert missing() == [f"No page for {page}"]


def test_every_missing_page_is_named(whole, missing):
    (whole[1] / "book/welcome.html").unlink()
    (whole[1] / f"book/{EDITION}/kpi-public-realm.html").unlink()
    assert len(missing()) == 2


def test_a_missing_measure_is_named_with_its_page(whole, missing):
    path = whole[1] / f"book/{EDITION}/kpi-public-realm.html"
    path.write_text(path.read_text().replace('data-measure="kpi-green-flags"', ""))
    assert missing() == ["kpi-green-flags is not on kpi-public-realm.html"]


def test_a_measure_named_in_the_text_is_no_card(whole, missing):
    path = whole[1] / f"book/{EDITION}/kpi-public-realm.html"
    path.write_text(
        path.read_text().replace(
            '<article data-measure="kpi-green-flags"></article>', "<p>kpi-green-flags</p>"
        )
    )
    assert missing() == ["kpi-green-flags is not on kpi-public-realm.html"]


def test_a_measure_on_the_page_of_another_portfolio_is_missing(whole, missing):
    path = whole[1] / f"book/{EDITION}/kpi-public-realm.html"
    card = '<article data-measure="kpi-green-flags"></article>'
    path.write_text(path.read_text().replace(card, ""))
    other = whole[1] / f"book/{EDITION}/kpi-equalities-and-diversity.html"
    other.write_text(other.read_text() + card)
    assert missing() == ["kpi-green-flags is not on kpi-public-realm.html"]


def test_a_page_that_the_contents_leave_out_is_named(whole, missing):
    toc = whole[0] / "_toc.yml"
    line = f"  - file: book/{EDITION}/kpi-public-realm\n"
    toc.write_text(toc.read_text().replace(line, ""))
    assert missing() == [f"book/{EDITION}/kpi-public-realm is not in _toc.yml"]
