"""Ratings and directions as word and shape on a tint that can be read."""

import re

import pytest

from spf_lib.present import colours
from spf_lib.present.badges import published_badge, rag_badge, travel_badge
from spf_lib.present.colours import ARROWS, RAG_STYLES
from tests.present.shown import parse, plain

TEXT_CONTRAST = 4.5


@pytest.fixture(scope="module")
def css(root):
    text = (root / "book/_static/spf.css").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


@pytest.fixture(scope="module")
def tints(css):
    """The text colour and the tint of every class that sets both."""
    values = dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-fA-F]{6})", css))
    found = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        pair = re.fullmatch(
            r"\s*color:\s*var\((--spf[\w-]+)\);\s*background:\s*var\((--spf[\w-]+)\);\s*", body
        )
        if pair:
            for selector in selectors.split(","):
                found[selector.strip()] = (values[pair[1]], values[pair[2]])
    return found


def luminance(colour):
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def shape(badge):
    return "".join(str(child) for child in parse(badge).svg.contents)


def test_black_on_white_has_the_contrast_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize(
    ("rag", "word"), [("G", "Green"), ("A", "Amber"), ("R", "Red"), ("", "Not rated")]
)
def test_a_rating_is_a_word(rag, word):
    assert plain(rag_badge(rag)) == word


@pytest.mark.parametrize(
    ("travel", "word"),
    [("up", "Better"), ("down", "Worse"), ("level", "No change"), ("n/a", "No direction")],
)
def test_a_direction_is_a_word(travel, word):
    assert plain(travel_badge(travel)) == word


def test_each_rating_has_a_shape_of_its_own():
    assert len({shape(rag_badge(rag)) for rag in RAG_STYLES} - {""}) == 4


def test_each_direction_has_a_shape_of_its_own():
    assert len({shape(travel_badge(travel)) for travel in ARROWS} - {""}) == 4


def test_a_shape_is_drawn_in_the_colour_of_its_text_and_hidden_from_a_screen_reader(css):
    for badge in (*map(rag_badge, RAG_STYLES), *map(travel_badge, ARROWS)):
        svg = parse(badge).svg
        assert (svg["class"], svg["aria-hidden"]) == (["spf-shape"], "true")
        assert "style" not in svg.attrs
    assert re.search(r"\.spf-shape \{[^}]*fill: currentColor", css)


@pytest.mark.parametrize("published", ["n/a", None, float("nan"), ""])
def test_a_rating_not_published_is_not_rated(published):
    assert plain(published_badge(published)) == "Not rated"


def test_a_published_rating_looks_like_a_worked_one():
    assert published_badge("R") == rag_badge("R")


def test_an_unknown_rating_is_no_badge():
    with pytest.raises(KeyError):
        rag_badge("B")


def test_every_rating_has_a_tint_of_its_own(tints):
    pairs = {tints[f".spf-{style.css}"] for style in RAG_STYLES.values()}
    assert len(pairs) == 4


def test_the_text_of_every_badge_stands_out_from_its_tint(tints):
    classes = {
        f".{name}"
        for badge in (*map(rag_badge, RAG_STYLES), *map(travel_badge, ARROWS))
        for name in parse(badge).span["class"]
    }
    assert len(tints.keys() & classes) >= 7
    weak = {
        name: round(contrast(text, tint), 2)
        for name, (text, tint) in tints.items()
        if contrast(text, tint) < TEXT_CONTRAST
    }
    assert weak == {}


@pytest.mark.parametrize("name", ["DARK_BLUE", "DARK_PINK", "DARK_GREY", "MIDDLE_GREY"])
def test_the_words_of_a_chart_stand_out_from_white(name):
    assert contrast(getattr(colours, name), "#ffffff") >= TEXT_CONTRAST
