"""The Government Analysis Function's checklist, line by line, over every chart of every edition.

The charts are those of the executed notebooks. docs/chart-checklist.md says which line of the
guidance each test keeps, and which lines are looked at instead.
"""

import json
import re
from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup, Tag

from spf_lib.present.colours import DARK_BLUE, DARK_GREY, DARK_PINK, MIDDLE_GREY

GRID = "#d9d9d9"
WHITE = "#ffffff"
LINES = {colour.lower() for colour in (DARK_BLUE, DARK_PINK, MIDDLE_GREY)}
# A phone of 360 px leaves a drawing so many.
PHONE = 298
MOST_GRIDLINES = 10
MOST_LINES = 4


@dataclass(frozen=True)
class Chart:
    page: str
    figure: Tag
    whole: BeautifulSoup

    @property
    def drawing(self) -> Tag:
        return self.figure.select_one(".spf-drawing svg")

    @property
    def is_heatmap(self) -> bool:
        return "heatmap" in self.figure["aria-labelledby"]

    @property
    def is_timeline(self) -> bool:
        return "timeline" in self.figure["aria-labelledby"]

    def __str__(self) -> str:
        return f"{self.page} {self.figure['aria-labelledby']}"


@pytest.fixture(scope="module")
def charts(root):
    found = []
    for notebook in sorted(root.glob("book/*/*.ipynb")):
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        outputs = [output for cell in cells for output in cell.get("outputs", [])]
        html = "".join("".join(one.get("data", {}).get("text/html", [])) for one in outputs)
        page = BeautifulSoup(html, "html.parser")
        name = f"{notebook.parent.name}/{notebook.stem}"
        found += [Chart(name, figure, page) for figure in page.select("figure.spf-chart")]
    assert len(found) > 100
    return found


def failing(charts, holds):
    return [str(chart) for chart in charts if not holds(chart)]


def texts(chart):
    return chart.drawing.find_all("text")


def styled(element, name):
    """What the style of an element says of one property, or what its attribute says."""
    found = re.search(rf"(?:^|[;\s]){name}:\s*([^;]+)", element.get("style", ""))
    return found[1].strip() if found else element.get(name, "")


def gridlines(chart):
    return [path for path in chart.drawing.find_all("path") if styled(path, "stroke") == GRID]


def data_lines(chart):
    """The paths that join points: drawn without a fill, in a colour of the data, not dashed."""
    return [
        path
        for path in chart.drawing.find_all("path")
        if styled(path, "fill") == "none"
        and styled(path, "stroke") in LINES
        and not styled(path, "stroke-dasharray")
        and float(styled(path, "stroke-width") or 1) >= 1.5
    ]


def bars(chart):
    return [
        path for path in chart.drawing.find_all("path") if styled(path, "fill") == DARK_BLUE.lower()
    ]


def axes(chart):
    return chart.drawing.select("g.spf-axis")


def size(text):
    return float(re.search(r"([\d.]+)px", text.get("style", ""))[1])


def scale(chart):
    return PHONE / float(chart.drawing["viewbox"].split()[2])


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_there_is_no_clutter(charts):
    effects = ["filter", "lineargradient", "radialgradient", "pattern", "image"]
    assert failing(charts, lambda chart: not chart.drawing.find_all(effects)) == []


def test_there_are_at_most_ten_gridlines(charts):
    assert failing(charts, lambda chart: len(gridlines(chart)) <= MOST_GRIDLINES) == []


def test_gridlines_are_light_and_thin(charts):
    def thin(chart):
        return all(float(styled(line, "stroke-width")) < 1 for line in gridlines(chart))

    assert contrast(GRID, WHITE) < 1.5
    assert failing(charts, thin) == []


def test_numbers_of_an_upright_axis_end_in_one_column(charts):
    def aligned(chart):
        labels = axes(chart)[1].find_all("text")
        return len({label["x"] for label in labels}) == 1 and all(
            styled(label, "text-anchor") == "end" for label in labels
        )

    assert failing([one for one in charts if not one.is_heatmap], aligned) == []


def test_letters_have_no_serifs(charts):
    def plain(chart):
        return all(text["style"].count("sans-serif") == 1 for text in texts(chart))

    assert failing(charts, plain) == []


def test_letters_are_large_enough_on_a_phone(charts):
    def legible(chart):
        return min(size(text) for text in texts(chart)) * scale(chart) >= 11.5

    assert failing(charts, legible) == []


def test_all_text_is_horizontal(charts):
    def upright(chart):
        turned = re.findall(r"rotate\((-?[\d.]+)", str(chart.drawing))
        return all(float(angle) == 0 for angle in turned)

    assert failing(charts, upright) == []


def test_no_word_is_cut_off_at_the_sides(charts):
    def whole(chart):
        width = float(chart.drawing["viewbox"].split()[2])
        return all(left >= 0 and right <= width for left, right in map(extent, texts(chart)))

    assert failing(charts, whole) == []


def extent(text):
    """Where a text begins and ends, if a letter is six tenths of its size wide."""
    across = 0.6 * size(text) * len(text.get_text())
    x = float(text["x"]) if text.get("x") else place(text)
    share = {"end": 1, "middle": 0.5}.get(styled(text, "text-anchor"), 0)
    return x - share * across, x + (1 - share) * across


def place(text):
    return float(re.search(r"translate\((-?[\d.]+)", text["transform"])[1])


def test_lines_are_labelled_where_they_are_and_not_in_a_legend(charts):
    assert failing(charts, lambda chart: "legend" not in str(chart.drawing)) == []


def test_there_are_at_most_four_lines(charts):
    assert failing(charts, lambda chart: len(data_lines(chart)) <= MOST_LINES) == []


def test_bars_start_at_zero(charts):
    def from_zero(chart):
        numbers = axes(chart)[0 if chart.is_timeline else 1].find_all("text")
        return any(re.fullmatch(r"[£-]?0(\.0+)?%?", text.get_text()) for text in numbers)

    with_bars = [one for one in charts if bars(one) and not one.is_heatmap]
    assert with_bars
    assert failing(with_bars, from_zero) == []


def test_there_is_one_scale_a_direction(charts):
    assert failing(charts, lambda chart: len(axes(chart)) == 2) == []


def test_nothing_is_round_like_a_pie(charts):
    def straight(chart):
        return all(
            "C" not in path["d"] and "A" not in path["d"]
            for path in chart.drawing.find_all("path")
            if path.find_parent("defs") is None
        )

    assert failing(charts, straight) == []


def test_lines_and_bars_are_in_the_palette(charts):
    def known(chart):
        return all(
            colour in {*LINES, DARK_GREY.lower(), GRID, WHITE, "#000000"}
            for colour in re.findall(r"(?:fill|stroke): (#[0-9a-f]{6})", str(chart.drawing))
        )

    assert failing([one for one in charts if not one.is_heatmap], known) == []


def test_lines_and_bars_stand_out_from_their_ground():
    assert min(contrast(colour, WHITE) for colour in LINES) >= 3


def test_words_stand_out_from_their_ground(charts):
    def clear(chart):
        colours = {styled(text, "fill") or "#000000" for text in texts(chart)}
        return min(contrast(colour, WHITE) for colour in colours) >= 4.5

    assert failing([one for one in charts if not one.is_heatmap], clear) == []


def test_the_words_of_a_heat_map_stand_out_from_their_cells(charts):
    def clear(chart):
        cells = [
            styled(path, "fill")
            for path in chart.drawing.find_all("path")
            if re.fullmatch(r"#[0-9a-f]{6}", styled(path, "fill")) and styled(path, "stroke")
        ]
        words = [
            styled(text, "fill") or "#000000" for text in texts(chart) if text.get_text().isdigit()
        ]
        assert len(cells) == len(words)
        return min(map(contrast, cells, words)) >= 4.5

    maps = [one for one in charts if one.is_heatmap]
    assert maps
    assert failing(maps, clear) == []


def test_lines_differ_by_mark_too_and_not_by_colour_alone(charts):
    def told_apart(chart):
        marks = {}
        for mark in chart.drawing.find_all("use"):
            marks.setdefault(styled(mark, "fill"), set()).add(mark.get("xlink:href"))
        shapes = [shape for found in marks.values() for shape in found]
        return len(shapes) == len(set(shapes))

    assert failing(charts, told_apart) == []


def test_every_chart_has_a_title_that_names_it(charts):
    def named(chart):
        title = chart.figure.select_one("figcaption")
        return (
            title["id"] == chart.figure["aria-labelledby"] and len(title.get_text(strip=True)) > 9
        )

    assert failing(charts, named) == []


def test_every_chart_is_told_in_words(charts):
    def told(chart):
        words = chart.figure.find(id=chart.figure.select_one("[role=img]")["aria-describedby"])
        return len(words.get_text(" ").split()) > 9

    assert failing(charts, told) == []


def test_every_chart_has_its_data_in_a_table_beside_it_or_one_link_away(charts):
    def beside(chart):
        card = chart.figure.find_parent(class_="spf-card") or chart.whole
        measure = chart.figure["aria-labelledby"].removeprefix("chart-").removesuffix("-title")
        told = [link["href"].split("#")[1] for link in card.select('a[href*="#"]')]
        return card.find("table") is not None or any(map(measure.startswith, told))

    assert failing(charts, beside) == []
