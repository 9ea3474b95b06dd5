"""The site's furniture: the pages at the front, staged before Sphinx, and what is no page."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spf_lib.publish.contents import toc_pages
from spf_lib.publish.feed import FEED_NAME, feed
from spf_lib.publish.front_pages import front_pages
from spf_lib.publish.kept import kept_folder, key_of
from spf_lib.publish.layout import BOOK_FOLDER
from spf_lib.publish.ledger_files import LEDGER_NAME, ledger_text
from spf_lib.publish.manifest import MANIFEST_NAME
from spf_lib.publish.pdf_imprint import read_imprint
from spf_lib.publish.site_address import read_address
from spf_lib.publish.site_editions import SiteEdition
from spf_lib.publish.sitemap import ROBOTS_NAME, SITEMAP_NAME, robots, sitemap
from spf_lib.publish.social_preview import PREVIEW_NAME, preview_png


def stage_front(editions: Sequence[SiteEdition], book: Path) -> list[dict[str, Any]]:
    """Fill in the pages at the front of a staged book.

    Parameters
    ----------
    editions : sequence of SiteEdition
        Newest first.
    book : Path
        The staged ``book`` folder.

    Returns
    -------
    list of dict
        Their figure records, for :func:`write_furniture`.

    Raises
    ------
    BadInput
        If the inputs of an edition have faults.
    BuildFailed
        If a page at the front has lost a mark.
    """
    records: list[dict[str, Any]] = []
    for page in front_pages(editions, book):
        (book / page.file).write_text(page.text, encoding="utf-8")
        records += page.records
    return records


def write_furniture(
    root: Path, editions: Sequence[SiteEdition], site: Path, records: list[dict[str, Any]]
) -> None:
    """Write into a built site what is no page: sitemap, feed, previews, ledger, manifests.

    Parameters
    ----------
    root : Path
        The project's folder.
    editions : sequence of SiteEdition
        Newest first.
    site : Path
        The built site.
    records : list of dict
        What :func:`stage_front` returned.
    """
    address = read_address(root)
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
        shutil.copy(_kept_preview(root, edition, imprint.book), folder / PREVIEW_NAME)
        manifest = root / BOOK_FOLDER / edition.edition_id / MANIFEST_NAME
        if edition.parameters.status == "published" and manifest.is_file():
            shutil.copy(manifest, folder / MANIFEST_NAME)


def _kept_preview(root: Path, edition: SiteEdition, book_title: str) -> Path:
    """Return the file of an edition's preview, drawn unless what it shows is as it was."""
    counted = (f"{one.fact.text} {one.words} {one.css}" for one in edition.counts.at_a_glance())
    key = key_of(root, [], book_title, edition.council, edition.full_title, *counted)

    def write(folder: Path) -> None:
        (folder / PREVIEW_NAME).write_bytes(preview_png(edition, book_title))

    return kept_folder(root, f"{edition.edition_id}-preview", key, write) / PREVIEW_NAME
