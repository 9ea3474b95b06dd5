"""The public address of the site."""

import pytest

from spf_lib.publish.site_address import SiteAddress, read_address


def with_base(folder, base):
    (folder / "_config.yml").write_text(f"html:\n  baseurl: {base}\n", encoding="utf-8")
    return read_address(folder)


def test_the_address_ends_in_a_slash_however_it_is_written(tmp_path):
    for written in ("https://spf.gov.uk/book", "https://spf.gov.uk/book/"):
        assert with_base(tmp_path, written).of("a.html") == "https://spf.gov.uk/book/a.html"


@pytest.mark.parametrize(
    "base", ["", "https://spf-book.example/", "https://www.example.org/x/", "http://localhost:80/"]
)
def test_an_example_is_not_given_to_readers(tmp_path, base):
    assert with_base(tmp_path, base).public == ""


def test_a_real_address_is(tmp_path):
    assert with_base(tmp_path, "https://spf.gov.uk/").public == "https://spf.gov.uk/"


def test_without_settings_for_html_there_is_no_address(tmp_path):
    (tmp_path / "_config.yml").write_text("title: T\n", encoding="utf-8")
    assert read_address(tmp_path) == SiteAddress("")


def test_the_address_that_ships_is_an_example(root):
    assert read_address(root).base
    assert not read_address(root).is_real
