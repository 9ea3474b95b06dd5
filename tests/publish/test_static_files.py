"""The theme's files in a built site: those no page asks for are left out."""

import pytest

from spf_lib.publish.static_files import (
    addresses_in_page,
    addresses_in_styles,
    copy_files_in_use,
    drop_unused_files,
)


def test_a_page_fetches_what_it_shows_and_not_what_it_links_to():
    page = (
        '<link rel="stylesheet" href="a.css"><link rel="next" href="b.html">'
        '<a href="c.html"></a><img src="d.png"><style>p{background:url(e.png)}</style>'
        '<p style="background:url(\'f.png\')"></p><svg><use href="#g"/></svg>'
    )
    assert addresses_in_page(page) == ["a.css", "d.png", "e.png", "f.png"]


def test_styles_fetch_their_imports_and_pictures_but_not_what_they_hold():
    text = '@import "a.css"; p{background:url(b.png?v=1)} i{mask:url("data:image/svg+xml,x")}'
    assert addresses_in_styles(text) == ["a.css", "b.png?v=1"]


ASKED = ("_static/a.css", "_static/a.js", "book/2019-20-Q2/preview.png")


@pytest.fixture
def site(tmp_path):
    static = tmp_path / "_static"
    (static / "fonts").mkdir(parents=True)
    (static / "maps").mkdir()
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "page.html").touch()
    (static / "a.css").write_text('@import "b.css";')
    (static / "b.css").write_text("@font-face{src:url(fonts/f.woff2)}")
    (static / "frame.html").write_text('<script src="c.js"></script>')
    for name in ("a.js", "c.js", "fonts/f.woff2", "maps/a.js.map"):
        (static / name).write_text("")
    return tmp_path


def test_what_is_asked_for_at_first_or_second_hand_stays_and_the_rest_goes(site):
    dropped = ["_static/c.js", "_static/frame.html", "_static/maps/a.js.map"]
    assert drop_unused_files(site, ASKED) == dropped
    kept = sorted(file.name for file in (site / "_static").rglob("*") if file.is_file())
    assert kept == ["a.css", "a.js", "b.css", "f.woff2"]


def test_no_empty_folder_is_left(site):
    drop_unused_files(site, ASKED)
    assert not (site / "_static" / "maps").exists()


def test_a_page_stays_wherever_it_stands(site):
    drop_unused_files(site, ASKED)
    assert (site / "book" / "page.html").is_file()


def test_what_is_in_use_is_copied_to_its_place_and_the_rest_is_not(site, tmp_path_factory):
    target = tmp_path_factory.mktemp("bound")
    copy_files_in_use(site, target, ASKED[:2])
    copied = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert copied == {f"_static/{name}" for name in ("a.css", "a.js", "b.css", "fonts/f.woff2")}
