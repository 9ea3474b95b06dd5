"""The site's furniture: what stands around the pages, staged before Sphinx and written after it."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from spf_lib.publish.book import toc_pages
from spf_lib.publish.card_neighbours import link_neighbours
from spf_lib.publish.feed import FEED_NAME, feed
from spf_lib.publish.front_pages import front_pages
from spf_lib.publish.layout import BOOK_FOLDER, PAGE_FACTS
from spf_lib.publish.ledger_files import LEDGER_NAME, ledger_text
from spf_lib.publish.manifest import MANIFEST_NAME
from spf_lib.publish.pdf_imprint import read_imprint
from spf_lib.publish.site_address import read_address
from spf_lib.publish.site_editions import SiteEdition, site_editions
from spf_lib.publish.site_pages import page_facts
from spf_lib.publish.sitemap import ROBOTS_NAME, SITEMAP_NAME, robots, sitemap
from spf_lib.publish.social_preview import PREVIEW_NAME, preview_png

_CONFIG = "_config.yml"


def stage_furniture(root: Path, stage: Path) -> list[dict[str, Any]]:
    """Put into a staged book what stands around its pages.

    The pages at the front are filled in, cards are linked to those of other editions, and beside
    the staged settings is written what the templates say of each page.

    Parameters
    ----------
    root : Path
        The project's folder.
    stage : Path
        The staged book, its pages executed and its PDFs written.

    Returns
    -------
    list of dict
        The figure records of the pages at the front, for :func:`write_furniture`.

    Raises
    ------
    BadInput
        If the inputs of an edition have faults.
    BuildFailed
        If a page at the front has lost a mark.
    """
    editions = site_editions(root)
    records: list[dict[str, Any]] = []
    for page in front_pages(editions, stage / BOOK_FOLDER):
        (stage / BOOK_FOLDER / page.file).write_text(page.text, encoding="utf-8")
        records += page.records
    link_neighbours(editions, stage / BOOK_FOLDER)
    stage_page_facts(root, stage, editions)
    return records


def stage_page_facts(root: Path, stage: Path, editions: Sequence[SiteEdition]) -> None:
    """Write the site's address into the staged settings, and the facts of its pages beside them."""
    settings: dict[str, Any] = yaml.safe_load((stage / _CONFIG).read_text(encoding="utf-8"))
    # What is empty says to Sphinx: no canonical addresses.
    settings["html"]["baseurl"] = read_address(root).public
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=True)
    (stage / _CONFIG).write_text(text, encoding="utf-8")
    facts = page_facts(toc_pages(root), editions, stage, settings["title"])
    (stage / PAGE_FACTS).write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")


def write_furniture(root: Path, site: Path, records: list[dict[str, Any]]) -> None:
    """Write into a built site what is no page: sitemap, feed, previews, ledger, manifests.

    Parameters
    ----------
    root : Path
        The project's folder.
    site : Path
        The built site.
    records : list of dict
        What :func:`stage_furniture` returned.
    """
    editions, address = site_editions(root), read_address(root)
    imprint = read_imprint(root, root / BOOK_FOLDER, editions[0].edition_id)
    files = {
        ROBOTS_NAME: robots(address),
        FEED_NAME: feed(editions, address, imprint.book, imprint.question),
        f"{BOOK_FOLDER}/{LEDGER_NAME}": ledger_text(records),
    }
    if address.base:
        files[SITEMAP_NAME] = sitemap(toc_pages(root), address)
    for name, text in files.items():
        (site / name).write_text(text, encoding="utf-8")
    for edition in editions:
        folder = site / BOOK_FOLDER / edition.edition_id
        (folder / PREVIEW_NAME).write_bytes(preview_png(edition, imprint.book))
        manifest = root / BOOK_FOLDER / edition.edition_id / MANIFEST_NAME
        if edition.parameters.status == "published" and manifest.is_file():
            shutil.copy(manifest, folder / MANIFEST_NAME)
