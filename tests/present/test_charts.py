"""Charts as inline SVG."""

import gc
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from inspect import unwrap

import matplotlib as mpl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.transforms import TransformNode

from spf_lib.present import charts
from spf_lib.present.chart_style import drawing_style
from spf_lib.present.charts import (
    Band,
    Line,
    _axes,
)
from spf_lib.present.count_charts import count_heatmap, due_chart

NAN = float("nan")
# Each is to be drawn whenever it is asked for, also if it was drawn before.
annual_chart, year_chart = unwrap(charts.annual_chart), unwrap(charts.year_chart)
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
NO_TARGET = Band("", [NAN] * 4, [NAN] * 4)
THIS_YEAR = Line("2019/20", [11020, 11600, NAN, NAN], "11,600")
LAST_YEAR = Line("2018/19", [9479, 10264, 10586, 10847], "10,847")
TARGET = Band("Target\n12,500", [11000, 11500, 12000, 12500], [11000, 11500, 12000, 12500])
BLUE, GREY, PINK = "#12436d", "#6b6b6b", "#801650"


def quarters(
    name="kpi-facebook-engagements",
    current=THIS_YEAR,
    earlier=(LAST_YEAR,),
    target=TARGET,
    unit="count",
):
    return year_chart(name, QUARTERS, current, earlier, target, unit)


def years(values, target=None, unit="percent", end_text="47%"):
    ticks = [str(2019 - len(values) + n) for n in range(len(values))]
    none = [NAN] * len(values)
    return annual_chart(
        "kpi-listens", ticks, Line("", values, end_text), target or Band("", none, none), unit
    )


def heatmap(name="ratings"):
    counts = pd.DataFrame(
        {"Green": [3, 0], "Red": [2, 4]}, index=["Public Realm", "Health & <Care>"]
    )
    return count_heatmap(name, counts, counts.map("f--{}".format))


DRAWINGS = {
    "quarters": quarters,
    "quarters without target": lambda: quarters(target=NO_TARGET),
    "years": lambda: years([53, 54, 53, 47]),
    "heat map": heatmap,
}


@pytest.fixture(params=list(DRAWINGS), name="draw")
def _draw(request):
    return DRAWINGS[request.param]


def element(drawing):
    return ET.fromstring(drawing)  # noqa: S314 our own drawing


def texts(drawing):
    return ["".join(node.itertext()) for node in element(drawing).iter() if _tag(node) == "text"]


def marks(drawing, colour):
    return len(re.findall(rf"<use [^>]*fill: {colour}", drawing))


def bars(drawing):
    return len(re.findall(rf'<path [^>]*style="fill: {BLUE}"', drawing))


def targets(drawing):
    return len(re.findall(rf"<path [^>]*stroke-dasharray[^>]*stroke: {PINK}", drawing))


def _tag(node):
    return node.tag.rpartition("}")[2]


def test_the_same_figures_give_the_same_bytes(draw):
    assert draw() == draw()


def test_a_drawing_does_not_depend_on_the_one_before(draw):
    first = draw()
    quarters("another")
    heatmap("another")
    assert draw() == first


def test_what_shows_the_same_is_not_drawn_again(monkeypatch):
    def drawn(unit):
        bars = Line("", [53, 47], "47%")
        return (
            charts.year_chart("once", QUARTERS, THIS_YEAR, (LAST_YEAR,), TARGET, unit),
            charts.annual_chart("once", ["2017", "2018"], bars, NO_TARGET, unit),
        )

    first = drawn("count")
    monkeypatch.setattr(charts, "svg", None)
    assert drawn("count") == first
    with pytest.raises(TypeError):
        drawn("percent")


def test_other_figures_give_another_drawing():
    assert quarters() != quarters(current=Line("2019/20", [11020, 11601, NAN, NAN], "11,601"))


def test_a_drawing_is_well_formed_svg(draw):
    assert _tag(element(draw())) == "svg"


def test_a_drawing_starts_at_its_root_so_that_it_can_stand_in_a_page(draw):
    assert draw().startswith("<svg ")
    assert draw().endswith("</svg>")


def test_a_drawing_tells_no_date_and_no_maker(draw):
    drawing = draw()
    assert "date" not in drawing.lower()
    assert "matplotlib" not in drawing.lower()
    assert not re.search(r"20\d\d-\d\d-\d\d", drawing)


def test_a_drawing_brings_no_style_sheet_or_script_into_the_page(draw):
    tags = {_tag(node) for node in element(draw()).iter()}
    assert not tags & {"style", "script", "link", "image", "foreignObject"}


def test_every_id_of_a_drawing_is_used(draw):
    drawing = draw()
    for name in re.findall(r'\bid="([^"]+)"', drawing):
        assert f"#{name}" in drawing.replace(f'id="{name}"', "")


def test_every_reference_of_a_drawing_points_at_one_id(draw):
    drawing = draw()
    ids = re.findall(r'\bid="([^"]+)"', drawing)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'(?:url\(#|href="#)([^")]+)', drawing)) == set(ids)


def test_two_drawings_of_one_page_share_no_id():
    one, other = (set(re.findall(r'\bid="([^"]+)"', quarters(name))) for name in ("a", "b"))
    assert one
    assert not one & other


def test_a_drawing_takes_the_width_of_its_page(draw):
    root = element(draw())
    assert root.get("viewBox")
    assert (root.get("width"), root.get("height")) == (None, None)


def test_the_words_of_a_drawing_stay_text():
    words = texts(quarters())
    assert {"Q1", "Q2", "Q3", "Q4", "2019/20", "11,600", "2018/19", "10,847"} <= set(words)
    assert {"Target", "12,500"} <= set(words)


def test_each_known_quarter_has_one_mark():
    drawing = quarters()
    assert (marks(drawing, BLUE), marks(drawing, GREY)) == (2, 4)


def test_a_gap_has_no_mark_and_no_number():
    drawing = quarters(current=Line("2019/20", [1250.0, NAN, 1750.0, NAN], "1,750"))
    assert marks(drawing, BLUE) == 2
    assert "nan" not in drawing.lower()


def test_a_gap_breaks_the_line():
    whole = quarters(current=Line("", [1.0, 2.0, 3.0, NAN], "3"), earlier=(), target=NO_TARGET)
    broken = quarters(current=Line("", [1.0, NAN, 3.0, NAN], "3"), earlier=(), target=NO_TARGET)
    path = re.compile(rf'<path d="([^"]+)"[^>]*stroke: {BLUE}; stroke-width: 2.5')
    assert path.search(whole)[1].count("L") == 2
    assert not path.search(broken) or "L" not in path.search(broken)[1]


def test_a_year_without_a_figure_is_not_labelled():
    drawing = quarters(earlier=(Line("2018/19", [NAN] * 4, ""),))
    assert "2018/19" not in texts(drawing)


def test_each_quarter_with_a_target_has_one_step():
    band = Band("Target\n12", [NAN, 11, NAN, 12], [NAN, 11, NAN, 12])
    assert targets(quarters(target=band)) == 2
    assert targets(quarters(target=NO_TARGET)) == 0


def test_a_range_is_drawn_at_both_bounds():
    band = Band("Target\n28% to 40%", [28] * 4, [40] * 4)
    assert targets(quarters(target=band)) == 8


def test_the_axis_is_in_the_unit_of_the_measure():
    drawing = quarters(current=Line("", [26, 25, NAN, NAN], "25%"), earlier=(), unit="percent")
    assert any(re.fullmatch(r"\d[\d,]*(\.\d+)?%", text) for text in texts(drawing))


def test_a_bar_chart_names_its_years_and_its_last_figure():
    assert {"2015", "2016", "2017", "2018", "47%"} <= set(texts(years([53, 54, 53, 47])))


def test_a_bar_chart_has_one_bar_a_year():
    assert bars(years([53, 54, 53, 47])) == 4


def test_a_year_without_a_figure_keeps_its_place_and_has_no_bar():
    drawing = years([53, NAN, 47])
    assert bars(drawing) == 2
    assert {"2016", "2018"} <= set(texts(drawing))
    assert "nan" not in drawing


def test_bars_begin_at_zero():
    assert "0%" in texts(years([91, 92, 93, 94]))


def test_a_heat_map_writes_every_count_and_title():
    words = texts(heatmap())
    assert {"Public Realm", "Health & <Care>", "Green", "Red"} <= set(words)
    assert sorted(word for word in words if word.isdigit()) == ["0", "2", "3", "4"]


def named(drawing):
    """The texts of a drawing that show figures of the ledger, by the entries they name."""
    groups = (node for node in element(drawing).iter() if node.get("data-figures"))
    return {node.get("data-figures"): "".join(node.itertext()).split() for node in groups}


def test_a_label_names_the_ledger_entries_whose_figures_it_shows():
    drawing = quarters(
        current=replace(THIS_YEAR, figures=["f--a"]),
        target=replace(TARGET, figures=["f--low", "f--high"]),
    )
    assert named(drawing) == {
        "f--a": ["2019/20", "11,600"],
        "f--low f--high": ["Target", "12,500"],
    }


def test_each_cell_of_a_heat_map_names_its_own_entry():
    assert named(heatmap()) == {f"f--{n}": [str(n)] for n in (3, 2, 0, 4)}


def test_each_bar_of_a_timeline_names_its_own_entry():
    counts = pd.Series([12, 7], index=["2019-20-Q1", "2019-20-Q2"])
    assert named(due_chart("due", counts, "2019-20-Q1", ["f--a", "f--b"])) == {
        "f--a": ["12"],
        "f--b": ["7"],
    }


def test_the_ticks_of_a_drawing_stand_in_its_axes(draw):
    axes = [node for node in element(draw()).iter() if node.get("class") == "spf-axis"]
    assert len(axes) == 2
    assert all("".join(axis.itertext()).strip() for axis in axes)


def test_drawing_leaves_the_settings_of_matplotlib_alone():
    before = dict(mpl.rcParams)
    quarters()
    assert dict(mpl.rcParams) == before


def test_a_long_label_folds_so_that_the_lines_keep_their_room():
    line = Line("2019/20", [230.0, 298.0, NAN, NAN], "298 kg per household")
    assert {"298 kg per", "household"} <= set(texts(quarters(current=line)))


def test_words_that_would_touch_below_the_axis_are_left_out_but_never_the_last():
    shown = texts(years([44, 46, 49, 51, 50, 52, 47]))
    assert "2018" in shown
    assert "2017" not in texts(
        annual_chart(
            "kpi-many",
            [str(year) for year in range(2004, 2019)],
            Line("", [47.0] * 15, "47%"),
            Band("", [NAN] * 15, [NAN] * 15),
            "percent",
        )
    )


def test_the_count_of_a_dark_cell_is_white_and_of_a_light_one_black():
    drawing = element(heatmap())
    groups = [node for node in drawing.iter() if node.get("data-figures")]
    colours = {
        "".join(group.itertext()).strip(): next(
            text.get("style") for text in group.iter() if _tag(text) == "text"
        )
        for group in groups
    }
    assert "#ffffff" in colours["4"]
    assert "#ffffff" not in colours["0"]


finite = st.floats(-1e7, 1e7).map(lambda value: round(value, 2))


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.one_of(finite, st.just(NAN)), min_size=4, max_size=4),
    st.lists(finite, min_size=4, max_size=4),
)
def test_any_figures_can_be_drawn_with_one_mark_each(current, earlier):
    drawing = quarters(
        "any", Line("now", current, "x"), (Line("then", earlier, "y"),), NO_TARGET, "percent"
    )
    element(drawing)
    assert marks(drawing, BLUE) == sum(value == value for value in current)
    assert marks(drawing, GREY) == 4


@pytest.mark.parametrize("values", [[0.0, 0.0], [5.0, 5.0], [-3.0, 4.0], [1e-6, 2e-6]])
def test_level_small_and_negative_figures_can_be_drawn(values):
    assert "47%" in texts(years(values))


def test_matplotlib_settings_of_a_user_change_no_drawing():
    usual = quarters()
    with mpl.rc_context({"axes.facecolor": "red", "lines.linewidth": 9, "font.weight": "bold"}):
        assert quarters() == usual


def test_prepared_axes_hold_each_unseen_part_of_their_ticks_once():
    with drawing_style():
        _, axes = _axes()
    for axis in (axes.xaxis, axes.yaxis):
        for part in ("label2", "tick1line", "tick2line"):
            assert len({getattr(tick, part) for tick in axis.majorTicks}) == 1
    assert len({tick.gridline for tick in axes.yaxis.majorTicks}) == len(axes.yaxis.majorTicks)


def test_no_transform_of_a_copied_figure_waits_for_another_at_a_place_that_is_free():
    # matplotlib names what follows from a transform by its place in memory. A copy keeps the names
    # of what it was copied from: were that let go, a new transform could come to stand there and
    # be told of a change in the place of the copy's own, whose limits would be those of before.
    figure, _ = _axes()
    gc.collect()
    living = [one for one in gc.get_objects() if isinstance(one, TransformNode)]
    waited_for = {place for one in living for place in one._parents}
    assert figure.axes
    assert waited_for <= {id(one) for one in living}
