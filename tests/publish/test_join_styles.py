"""One stylesheet for a site, in place of several."""

import re

import pytest

from spf_lib.publish.join_styles import join_styles

STYLES = ("_static/theme/first.css", "_static/last.css")


@pytest.fixture
def site(tmp_path):
    theme = tmp_path / "_static/theme"
    theme.mkdir(parents=True)
    (theme / "base.css").write_text('@charset "UTF-8";\nul{background:url(dot.png)}\n')
    (theme / "first.css").write_text('@import "base.css";\np{top:0}\n')
    (tmp_path / "_static/last.css").write_text('p{top:1px}i{--icon:url("data:image/svg+xml,x")}\n')
    return tmp_path


def test_it_holds_the_rules_in_their_order_with_what_they_import(site):
    joined = (site / join_styles(site, STYLES)).read_text()
    assert re.findall(r"ul|p\{top:\w+\}", joined) == ["ul", "p{top:0}", "p{top:1px}"]
    assert "@import" not in joined
    assert "@charset" not in joined


def test_what_it_asks_for_is_named_from_where_it_stands_now(site):
    joined = (site / join_styles(site, STYLES)).read_text()
    assert "url(theme/dot.png)" in joined
    assert 'url("data:image/svg+xml,x")' in joined


def test_its_name_changes_with_its_content(site):
    before = join_styles(site, STYLES)
    (site / "_static/last.css").write_text("p{top:2px}\n")
    assert join_styles(site, STYLES) != before
