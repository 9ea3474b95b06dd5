"""The sitemap and the word to robots."""

from xml.etree import ElementTree as ET

from spf_lib.publish.site_address import SiteAddress
from spf_lib.publish.sitemap import robots, sitemap

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
REAL = SiteAddress("https://spf.gov.uk/book/")
EXAMPLE = SiteAddress("https://spf-book.example/")


def test_each_page_stands_once_with_its_whole_address():
    root = ET.fromstring(sitemap(["book/a", "book/b&c"], REAL))  # noqa: S314 our own
    assert root.tag == f"{SPACE}urlset"
    assert [found.text for found in root.iter(f"{SPACE}loc")] == [
        "https://spf.gov.uk/book/book/a.html",
        "https://spf.gov.uk/book/book/b&c.html",
    ]


def test_no_page_has_a_date_that_nothing_knows():
    assert "lastmod" not in sitemap(["book/a"], REAL)


def test_robots_may_read_everything():
    assert robots(SiteAddress("")) == "User-agent: *\nAllow: /\n"


def test_robots_are_led_to_the_sitemap_of_a_real_address_only():
    assert "Sitemap: https://spf.gov.uk/book/sitemap.xml\n" in robots(REAL)
    assert "Sitemap" not in robots(EXAMPLE)
