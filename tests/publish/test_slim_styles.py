"""The theme's stylesheets, without the rules no page can need."""

import pytest

from spf_lib.publish.slim_styles import (
    names_in,
    needed_rules,
    properties_in,
    slim_styles,
    without_idle_properties,
)

USED = frozenset({"card", "badge", "main"})


def slim(text, names=USED):
    return "".join(needed_rules(text, names)).replace("\n", "")


@pytest.mark.parametrize(
    "rule",
    [
        "p{margin:0}",
        ".card{margin:0}",
        "#main .card>.badge:hover{margin:0}",
        "*,::before{margin:0}",
        ".card:not(.gone){margin:0}",
        ".spf-filter-q{margin:0}",
        ":is(.gone,.card) a{margin:0}",
        'a[class*=".gone"]{margin:0}',
        '.card::before{content:".gone{}"}',
        "@font-face{font-family:x;src:url(x.woff2)}",
        "@keyframes turn{0%{top:0}to{top:1px}}",
        ':root{--icon:url("data:image/svg+xml,{;}")}',
    ],
)
def test_what_could_apply_stays_as_it_is(rule):
    assert slim(rule) == rule


@pytest.mark.parametrize(
    "rule",
    [".gone{margin:0}", "#gone .card{margin:0}", ".card.gone{}", "@media print{.gone{top:0}}"],
)
def test_what_no_page_can_need_goes(rule):
    assert slim(rule) == ""


def test_of_several_selectors_those_that_could_apply_stay():
    assert slim(".gone,.card,a:is(b,.gone){top:0}") == ".card,a:is(b,.gone){top:0}"


def test_a_rule_within_a_condition_is_judged_by_itself():
    assert slim("@media print{.gone{top:0}.card{top:0}}") == "@media print{.card{top:0}}"


def test_an_escaped_name_is_read_as_the_page_writes_it():
    assert slim(r".w-1\/2{top:0}", frozenset({"w-1/2"})) == r".w-1\/2{top:0}"


def test_a_statement_and_what_follows_it_stay():
    assert slim('@charset "UTF-8";@import "a.css";p{top:0}') == (
        '@charset "UTF-8";@import "a.css";p{top:0}'
    )


def test_the_font_that_our_own_icons_replace_goes():
    assert slim(r"@font-face{font-family:Font Awesome\ 6 Free;src:url(x.woff2)}") == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("p{--a:1px;top:var(--a)}", "p{--a:1px;top:var(--a)}"),
        ("p{--b:1px;top:0;--c:2px}", "p{top:0;}"),
        ("p{top:0}html{--a:0}", "p{top:0}"),
        ("p{--a:var(--b);--b:0;top:0}", "p{top:0}"),
        ('p{--a:url("data:x;{}");top:0}', "p{top:0}"),
        ("html{--script:0}", "html{--script:0}"),
    ],
)
def test_a_property_stays_only_if_something_asks_for_it(before, after):
    assert without_idle_properties([before], frozenset({"--script"})) == [after]


def test_a_property_may_be_asked_for_in_another_stylesheet():
    texts = ["html{--a:0}", "p{top:var( --a, 1px)}"]
    assert without_idle_properties(texts, frozenset()) == texts


def test_properties_that_a_page_asks_for_are_found():
    assert properties_in('<p style="top:var( --page)"></p>') == {"--page"}


def test_comments_before_a_rule_do_not_keep_it():
    assert slim("/* .card{ */.gone{top:0}") == ""


def test_names_of_a_page_are_its_classes_and_ids_and_not_its_words():
    page = '<p class="lead  card" id="top">prose</p>'
    assert names_in(page) == {"lead", "card", "top"}


def test_the_stylesheets_of_a_site_are_written_again(tmp_path):
    (tmp_path / "menu.js").write_text('menu.classList.add("open");value("--script")')
    (tmp_path / "theme.css").write_text(
        ".card{top:0;--page:1;--idle:1}.open{--script:1}.prose{top:0}"
    )
    slim_styles(tmp_path, {"card"}, {"--page"})
    assert (tmp_path / "theme.css").read_text() == (".card{top:0;--page:1;}\n.open{--script:1}\n")
