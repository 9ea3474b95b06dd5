"""The furniture as a whole: the pages at the front, and what is no page."""

import json
import shutil
from dataclasses import replace

import pytest

from spf_lib.publish.furniture import stage_front, write_furniture
from tests.publish.projects import amend


@pytest.fixture
def staged(root, tmp_path):
    """A project with its book."""
    project = tmp_path / "project"
    for name in ("data", "params", "book"):
        shutil.copytree(root / name, project / name)
    for name in ("_config.yml", "_toc.yml"):
        shutil.copy(root / name, project / name)
    return project


def test_the_pages_at_the_front_are_filled_in(staged, on_site):
    records = stage_front(on_site, staged / "book")
    text = (staged / "book/editions.md").read_text(encoding="utf-8")
    assert "<!-- archive -->" not in text
    assert {record["page"] for record in records} == {"welcome", "editions"}


@pytest.fixture
def site(staged, on_site):
    site = staged / "site"
    for edition in on_site:
        (site / "book" / edition.edition_id).mkdir(parents=True)
    return site


def test_what_is_no_page_is_written_into_the_site(staged, site, on_site):
    write_furniture(staged, on_site, site, [{"id": "f--x"}])
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    own = {
        f"book/{edition.edition_id}/{name}"
        for edition in on_site
        for name in ("preview.png", "manifest.json")
    }
    assert files == own | {"sitemap.xml", "robots.txt", "feed.xml", "book/ledger.json"}
    assert json.loads((site / "book/ledger.json").read_text(encoding="utf-8")) == [{"id": "f--x"}]


def test_without_an_address_there_is_no_sitemap(staged, site, on_site):
    amend(staged / "_config.yml", '"https://spf-book.example/"', '""')
    write_furniture(staged, on_site, site, [])
    assert not (site / "sitemap.xml").exists()
    assert (site / "feed.xml").exists()


def test_a_draft_has_no_manifest_on_the_site(staged, site, on_site):
    *others, peer = on_site
    draft = replace(peer, parameters=peer.parameters.model_copy(update={"status": "draft"}))
    write_furniture(staged, [*others, draft], site, [])
    assert not (site / "book/2015-16-Q4/manifest.json").exists()
    assert (site / "book/2019-20-Q2/manifest.json").exists()
