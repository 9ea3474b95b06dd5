"""Where the computed figures of a card come from."""

from tests.present.shown import plain


def workings(pages, measure_id):
    card = pages["kpi-social-care-and-health-integration"].cards[measure_id]
    return card.select(".spf-workings li")


def test_every_computed_figure_of_a_card_is_listed_with_formula_and_figures(pages):
    listed = [plain(item) for item in workings(pages, "kpi-assessments-in-time")]
    assert (
        "26 percentage points: figure of 2019-20-Q2 less figure of 2018-19-Q2, without sign, "
        "from 64%, 90%"
    ) in listed


def test_a_figure_in_the_list_links_to_where_it_stands(pages):
    page = pages["kpi-social-care-and-health-integration"]
    for item in workings(pages, "kpi-assessments-in-time"):
        for link in item.select("a"):
            shown = page.soup.select_one(f'[id="{link["href"][1:]}"]')
            assert plain(shown) == plain(link)


def test_no_computed_figure_of_a_card_is_left_out(pages):
    for page in pages.values():
        for card in page.cards.values():
            shown = {tag["id"] for tag in card.select("data[id]")}
            computed = {
                (record["name"], record["kind"], record["text"])
                for record in page.records
                if record["id"] in shown and record["computed_from"]
            }
            by_id = page.by_id
            listed = {
                (by_id[one]["name"], by_id[one]["kind"], by_id[one]["text"])
                for one in (link["href"][1:] for link in card.select(".spf-workings a"))
            }
            assert computed <= listed
