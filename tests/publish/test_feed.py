"""The Atom feed of editions."""

import re
from datetime import datetime
from xml.etree import ElementTree as ET

import pytest

from spf_lib.publish.feed import feed
from spf_lib.publish.site_address import SiteAddress

SPACE = "{http://www.w3.org/2005/Atom}"
REAL = SiteAddress("https://spf.gov.uk/")
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[\w/.-]+")


def parsed(on_site, address=REAL):
    return ET.fromstring(feed(on_site, address, "SPF Book", "How is the Council doing?"))  # noqa: S314 our own


@pytest.fixture
def atom(on_site):
    return parsed(on_site)


def texts(element, name):
    return [found.text for found in element.findall(f"{SPACE}{name}")]


def test_feed_and_entries_have_what_the_format_asks_for_once(atom):
    entries = atom.findall(f"{SPACE}entry")
    assert len(entries) == 3
    for element in (atom, *entries):
        for name in ("id", "title", "updated"):
            assert len(texts(element, name)) == 1, name
    assert len(atom.findall(f"{SPACE}author/{SPACE}name")) == 1


def test_elements_are_those_of_the_format(atom):
    known = {"id", "title", "subtitle", "updated", "link", "author", "name", "entry", "summary"}
    tags = {element.tag for element in atom.iter()}
    assert tags == {f"{SPACE}{name}" for name in known} | {f"{SPACE}feed"}


def test_ids_are_tag_uris_that_stay_when_the_site_moves(on_site, atom):
    def ids(tree):
        return [found.text for found in tree.iter(f"{SPACE}id")]

    assert all(TAG.fullmatch(one) for one in ids(atom))
    assert len(set(ids(atom))) == 4
    assert ids(parsed(on_site, SiteAddress("https://elsewhere.gov.uk/x/"))) == ids(atom)


def test_an_edition_is_dated_by_the_last_day_of_its_quarter(atom):
    moments = [found.text for found in atom.iter(f"{SPACE}updated")]
    assert moments == [
        "2020-06-30T00:00:00Z",
        "2020-06-30T00:00:00Z",
        "2019-09-30T00:00:00Z",
        "2016-03-31T00:00:00Z",
    ]
    assert all(datetime.fromisoformat(moment).tzinfo for moment in moments)


def test_links_are_whole_where_the_address_is_real_and_relative_elsewhere(on_site, atom):
    def addresses(tree):
        return [link.get("href") for link in tree.iter(f"{SPACE}link")]

    assert all(one.startswith("https://spf.gov.uk/") for one in addresses(atom))
    relative = addresses(parsed(on_site, SiteAddress("https://spf-book.example/")))
    assert relative == [one.removeprefix("https://spf.gov.uk/") for one in addresses(atom)]


def test_no_two_links_of_an_entry_say_the_same_of_the_same_kind(atom):
    for element in (atom, *atom.findall(f"{SPACE}entry")):
        kinds = [(link.get("rel"), link.get("type")) for link in element.findall(f"{SPACE}link")]
        assert len(kinds) == len(set(kinds))
