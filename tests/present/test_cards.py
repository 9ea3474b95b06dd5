"""The card of a measure."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from spf_lib.present.cards import card
from spf_lib.present.page import open_page
from tests.present.shown import parse, plain, table

WORDS = {"G": "Green", "A": "Amber", "R": "Red", "": "Not rated"}
DIRECTIONS = {"up": "Better", "down": "Worse", "level": "No change", "n/a": "No direction"}


def fact(shown, name):
    term = next(term for term in shown.select("dl.spf-facts dt") if term.get_text() == name)
    return plain(term.find_next_sibling("dd"))


def details(shown, name):
    """What stands in the details whose summary has this name; nothing if there are none."""
    found = [each for each in shown.select("details") if each.summary.get_text() == name]
    return found[0] if found else None


@pytest.fixture
def retold(edition):
    """A card of an edition whose return is changed."""

    def made(measure_id, **tables):
        changed = replace(edition, returns=replace(edition.returns, **tables))
        return parse(card(open_page("p", changed), measure_id)).article

    return made


def told(edition, text, **cells):
    """The narrative with the first row of the active volunteers saying something else."""
    rows = edition.returns.narrative.copy()
    first = rows.index[rows["measure_id"] == "kpi-active-volunteers"][0]
    for column, cell in {"text": text, **cells}.items():
        rows.loc[first, column] = cell
    return rows


def test_every_headline_measure_has_its_card(edition, cards):
    assert list(cards) == list(edition.headlines["measure_id"])
    for measure_id, shown in cards.items():
        assert (shown.name, shown["data-measure"]) == ("article", measure_id)


def test_a_card_holds_no_heading_because_the_notebook_does(cards):
    for shown in cards.values():
        assert shown.find(re.compile("^h[1-6]$")) is None


def test_a_card_says_its_rating_and_direction_in_words(edition, cards):
    for row in edition.headlines.itertuples():
        badges = [plain(badge) for badge in cards[row.measure_id].select(".spf-status > *")]
        assert badges == [WORDS[row.rag], DIRECTIONS[row.travel]], row.measure_id


@pytest.mark.parametrize(
    ("measure_id", "latest", "target", "published"),
    [
        ("kpi-active-volunteers", "202 Quarter 2 2019/20", "at least 200", "Green"),
        ("kpi-instagram-followers", "1,436 Quarter 2 2019/20", "at least 1,750", "Amber"),
        ("kpi-residents-listened-to", "47% 2018", "at least 58%", "Red"),
        ("kpi-domestic-violence-repeats", "25% Quarter 2 2019/20", "28% to 40%", "Amber"),
        ("kpi-bame-employees", "39% Quarter 1 2019/20", "To be set", "Green"),
        ("kpi-licensing-compliance", "48 Quarter 2 2019/20", "None set", "Not rated"),
    ],
)
def test_a_card_shows_the_figure_the_target_and_the_rating_of_the_source(
    cards, measure_id, latest, target, published
):
    shown = cards[measure_id]
    assert plain(shown.select_one(".spf-latest")) == latest
    assert fact(shown, "Target") == target
    assert fact(shown, "Published rating").startswith(published)


def test_the_worked_rating_reads_as_the_reason_of_the_scorecard(edition, cards):
    for row in edition.headlines.itertuples():
        assert fact(cards[row.measure_id], "Rating, worked") == row.reason


def test_a_card_says_where_its_rating_differs_from_the_published_one(edition, cards):
    for row in edition.headlines.itertuples():
        differs = "differs from the worked rating" in fact(
            cards[row.measure_id], "Published rating"
        )
        assert differs != row.rag_agrees, row.measure_id


def test_the_tables_of_a_card_hold_every_figure_of_the_return(edition, pages):
    figures = edition.returns.figures
    headline_of = edition.scorecard.set_index("measure_id")["part_of"]
    expected, held = Counter(), Counter()
    for row in figures[figures["value"].notna()].itertuples():
        headline = headline_of[row.measure_id]
        expected[headline if isinstance(headline, str) else row.measure_id, row.Index] += 1
    for page in pages.values():
        records = page.by_id
        for measure_id, shown in page.cards.items():
            for number in details(shown, "Figures").select("data"):
                record = records[number["id"]]
                if record["kind"] == "reported" and record["name"] in headline_of.index:
                    held[measure_id, record["line"]] += 1
    assert held == expected
    assert len(expected) > 400


def test_a_cell_without_a_figure_says_why(cards):
    quarters = table(details(cards["kpi-delayed-transfers"], "Figures"))
    assert (
        quarters[1]
        == ["2019/20", "129.2 per 100,000 (number: 192)", "not published"] + ["not due yet"] * 2
    )


def test_an_unsettled_figure_is_marked_as_such(cards):
    latest = {
        measure_id: plain(cards[measure_id].select_one(".spf-latest"))
        for measure_id in ("kpi-care-home-admissions", "kpi-new-homes", "kpi-active-volunteers")
    }
    assert latest["kpi-care-home-admissions"].endswith("Quarter 2 2019/20, provisional")
    assert latest["kpi-new-homes"].endswith("2019/20, forecast")
    assert latest["kpi-active-volunteers"].endswith("Quarter 2 2019/20")


def test_further_series_stand_on_the_card_of_their_measure(edition, cards):
    for headline, parts in edition.scorecard.groupby("part_of"):
        listed = [item.strong.get_text() for item in cards[headline].select(".spf-parts > ul > li")]
        assert listed == list(parts["series"])


def test_a_further_series_shows_its_figure_and_direction(cards):
    series = plain(cards["kpi-gender-pay-gap"].select_one(".spf-parts li"))
    assert series.startswith("Median: -£0.44 per hour (Quarter 2 2019/20). ")
    assert "£0.01 per hour lower than in Quarter 2 2018/19 (-£0.43 per hour)" in series


def test_every_word_of_the_officers_is_on_a_card(edition, cards):
    said = {
        measure_id: [plain(item) for item in shown.select(".spf-narrative li")]
        for measure_id, shown in cards.items()
    }
    for row in edition.returns.narrative.itertuples():
        assert plain(MarkdownIt("zero").render(row.text)) in said[row.measure_id], row.Index


def test_every_benchmark_is_on_its_card(edition, cards):
    for measure_id, own in edition.returns.benchmarks.groupby("measure_id"):
        tables = [
            shown
            for shown in cards[measure_id].select("table")
            if shown.caption.get_text().endswith(": benchmarks")
        ]
        rows = table(tables[0])[1:]
        assert [row[0] for row in rows] == list(own["comparator"])
        for row, mark in zip(rows, own.itertuples(), strict=True):
            assert row[2] == (mark.value_as_printed if mark.value == mark.value else "Not given")


def test_a_rank_names_how_many_were_ranked(cards):
    rows = [
        row for row in table(cards["kpi-fly-tipped-material"]) if row[0] == "Barking and Dagenham"
    ]
    assert rows[0][1:4] == ["2017/18", "2,628 incidents", "5 of 33"]


def test_every_cell_of_a_breakdown_is_on_its_card(edition, pages):
    lines = Counter()
    for page in pages.values():
        records = page.by_id
        for shown in page.cards.values():
            lines.update(
                records[number["id"]]["line"]
                for number in shown.select("data")
                if records[number["id"]]["kind"] == "breakdown"
            )
    rows = edition.returns.breakdowns
    assert lines == Counter(rows.index[rows["value"].notna()])


def test_every_contradiction_of_a_measure_or_its_series_is_on_the_card(edition, cards):
    headline_of = edition.scorecard.set_index("measure_id")["part_of"].to_dict()
    words = {measure_id: plain(shown) for measure_id, shown in cards.items()}
    missing = []
    for row in edition.discrepancies.itertuples():
        if isinstance(row.measure_id, str):
            part_of = headline_of[row.measure_id]
            headline = part_of if isinstance(part_of, str) else row.measure_id
            if " ".join(row.how_found.split()) not in words[headline]:
                missing.append((row.measure_id, row.where))
    assert missing == []


def test_a_card_names_the_lines_its_figures_stand_on(cards):
    words = plain(details(cards["kpi-facebook-engagements"], "Where these figures come from"))
    assert "Appendix 2: Key Performance Indicators 2019/20, Quarter 2" in words
    assert "starts on line 30; its figures stand on lines 37, 39, 41" in words


def test_no_missing_cell_shows_through_as_code(cards):
    for measure_id, shown in cards.items():
        assert not re.search(r"\b(nan|NaN|NaT|<NA>)\b", shown.get_text()), measure_id


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> was reported",
        "{include}`/etc/passwd` was reported",
        "```{include} /etc/passwd\n```",
        "see [the page](https://example.org/) for more",
        "see https://example.org/ for more",
        "a <b onmouseover=alert(1)>figure</b>",
    ],
)
def test_narrative_that_is_code_or_a_link_comes_out_as_text(edition, retold, text):
    shown = retold("kpi-active-volunteers", narrative=told(edition, text))
    assert " ".join(text.split()) in [plain(item) for item in shown.select(".spf-narrative li")]
    assert {tag.name for tag in shown.select_one(".spf-narrative").find_all()} == {"p", "ul", "li"}


def test_a_card_without_narrative_still_stands(edition, retold):
    rows = edition.returns.narrative
    shown = retold(
        "kpi-active-volunteers", narrative=rows[rows["measure_id"] != "kpi-active-volunteers"]
    )
    assert shown.select(".spf-narrative li") == []
    assert plain(shown.select_one(".spf-latest")) == "202 Quarter 2 2019/20"


def test_paragraphs_stand_in_the_order_of_their_positions(edition, retold):
    rows = edition.returns.narrative
    shuffled = rows.sample(frac=1, random_state=7)
    assert str(
        retold("kpi-active-volunteers", narrative=shuffled).select_one(".spf-narrative")
    ) == (str(retold("kpi-active-volunteers").select_one(".spf-narrative")))


def test_the_comparator_of_a_benchmark_is_escaped(edition, retold):
    rows = edition.returns.benchmarks.copy()
    first = rows.index[rows["measure_id"] == "kpi-fly-tipped-material"][0]
    rows.loc[first, "comparator"] = "<script>alert(1)</script>"
    shown = retold("kpi-fly-tipped-material", benchmarks=rows)
    assert shown.find("script") is None
    assert "<script>alert(1)</script>" in shown.get_text()


def test_a_series_is_no_headline(edition):
    assert "kpi-gender-pay-gap-median" not in list(edition.headlines["measure_id"])


def test_an_unknown_measure_has_no_card(page):
    with pytest.raises(KeyError):
        card(page, "kpi-active-volunters")
