"""The furniture as a whole: staged before Sphinx, written after it."""

import json
import shutil
from dataclasses import replace

import pytest
import yaml

from spf_lib.publish import furniture
from spf_lib.publish.book import stage_sources, toc_pages
from spf_lib.publish.furniture import stage_furniture, write_furniture
from spf_lib.publish.layout import PAGE_FACTS
from tests.publish.projects import amend

REAL = "https://spf.gov.uk/"


@pytest.fixture
def staged(root, tmp_path, on_site, monkeypatch):
    """A staged project whose history pages, which the build writes, are left out.

    Its editions are those of the project itself, assessed once.
    """
    monkeypatch.setattr(furniture, "site_editions", lambda _root: on_site)
    project = tmp_path / "project"
    for name in ("data", "params", "book"):
        shutil.copytree(root / name, project / name)
    shutil.copy(root / "_config.yml", project / "_config.yml")
    contents = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    about = contents["parts"][-1]["chapters"]
    about[:] = [chapter for chapter in about if "history" not in chapter["file"]]
    (project / "_toc.yml").write_text(yaml.safe_dump(contents), encoding="utf-8")
    stage_sources(project, project / "stage")
    return project


def settings(staged):
    return yaml.safe_load((staged / "stage/_config.yml").read_text(encoding="utf-8"))


def test_the_facts_are_of_every_page_and_the_search(staged):
    stage_furniture(staged, staged / "stage")
    known = json.loads((staged / "stage" / PAGE_FACTS).read_text(encoding="utf-8"))
    assert set(known) == {*toc_pages(staged), "search"}


def test_an_example_gives_no_canonical_address_and_a_real_one_does(staged):
    stage_furniture(staged, staged / "stage")
    assert settings(staged)["html"]["baseurl"] == ""
    amend(staged / "_config.yml", "https://spf-book.example/", REAL)
    stage_sources(staged, staged / "stage")
    stage_furniture(staged, staged / "stage")
    assert settings(staged)["html"]["baseurl"] == REAL


@pytest.fixture
def site(staged, on_site):
    site = staged / "site"
    for edition in on_site:
        (site / "book" / edition.edition_id).mkdir(parents=True)
    return site


def test_what_is_no_page_is_written_into_the_site(staged, site, on_site):
    write_furniture(staged, site, [{"id": "f--x"}])
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    own = {
        f"book/{edition.edition_id}/{name}"
        for edition in on_site
        for name in ("preview.png", "manifest.json")
    }
    assert files == own | {"sitemap.xml", "robots.txt", "feed.xml", "book/ledger.json"}
    assert json.loads((site / "book/ledger.json").read_text(encoding="utf-8")) == [{"id": "f--x"}]


def test_without_an_address_there_is_no_sitemap(staged, site):
    amend(staged / "_config.yml", '"https://spf-book.example/"', '""')
    write_furniture(staged, site, [])
    assert not (site / "sitemap.xml").exists()
    assert (site / "feed.xml").exists()


def test_a_draft_has_no_manifest_on_the_site(staged, site, on_site, monkeypatch):
    *others, peer = on_site
    draft = replace(peer, parameters=peer.parameters.model_copy(update={"status": "draft"}))
    monkeypatch.setattr(furniture, "site_editions", lambda _root: [*others, draft])
    write_furniture(staged, site, [])
    assert not (site / "book/2015-16-Q4/manifest.json").exists()
    assert (site / "book/2019-20-Q2/manifest.json").exists()
