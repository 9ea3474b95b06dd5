"""Writing an edition's downloads into a built site, under ``book/<edition>/data/``."""

import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from spf_lib.assess.edition import AssessedEdition
from spf_lib.framework.publishers import publisher_of
from spf_lib.framework.tables import BadInput
from spf_lib.publish.archive import NotAsPublished, archive_key, key_of_archives, write_archive
from spf_lib.publish.downloads_csv import (
    GROUP_METADATA,
    PACKAGE,
    csv_file,
    csv_text,
    data_package,
    group_metadata,
    json_text,
    metadata_file,
    table_metadata,
)
from spf_lib.publish.downloads_measures import measure_files, measure_text
from spf_lib.publish.downloads_names import (
    DATA_FOLDER,
    MEASURES_FOLDER,
    MEASURES_INDEX,
    archive_name,
    spreadsheet_name,
)
from spf_lib.publish.downloads_spreadsheet import spreadsheet
from spf_lib.publish.downloads_tables import open_tables
from spf_lib.publish.editions import edition_ids, parameters_file, read_edition
from spf_lib.publish.kept import kept_folder, key_of
from spf_lib.publish.layout import BOOK_FOLDER
from spf_lib.publish.site_parts import NewSite
from spf_lib.publish.store import Editions

SCHEMAS_FOLDER = "schemas"


def write_downloads(root: Path, held: Editions, site: NewSite) -> None:
    """Put the downloads of every edition that a site holds, and the schemas of its JSON files.

    An edition's archive is among them if the edition is as it was published.

    Parameters
    ----------
    root, held
        As for :func:`.archive.archive_key`.
    site : NewSite
        Holds the folder of each edition whose downloads are wanted.

    Raises
    ------
    BadInput
        If the inputs of an edition have faults.
    """
    of_all = key_of_archives(root)
    for edition_id in edition_ids(root):
        pages = f"{BOOK_FOLDER}/{edition_id}"
        if (site.folder / pages).is_dir():
            for name, kept in keep_downloads(root, edition_id, held, of_all).items():
                site.put(name, kept, f"{pages}/{DATA_FOLDER}")
    schemas = site.folder / SCHEMAS_FOLDER
    schemas.mkdir(exist_ok=True)
    for schema in sorted((root / "docs" / SCHEMAS_FOLDER).glob("*.json")):
        shutil.copy(schema, schemas / schema.name)


def keep_downloads(root: Path, edition_id: str, held: Editions, of_all: str) -> dict[str, Path]:
    """Return folders with an edition's downloads and its archive, made unless nothing has changed.

    Each stands under the name that it is kept by.

    Parameters
    ----------
    root, edition_id, held, of_all
        As for :func:`.archive.archive_key`.

    Raises
    ------
    BadInput
        If the inputs of the edition have faults.
    """
    parameters = root / parameters_file(edition_id)
    made = {
        f"{edition_id}-downloads": (
            key_of(root, [parameters], held.content_of(edition_id)),
            partial(_write_edition, root, edition_id, held),
        ),
        f"{edition_id}-archive": (
            archive_key(root, edition_id, held, of_all),
            partial(_write_archive, root, edition_id),
        ),
    }
    return {name: kept_folder(root, name, key, make) for name, (key, make) in made.items()}


def _write_edition(root: Path, edition_id: str, held: Editions, folder: Path) -> None:
    files = download_files(held[edition_id], read_edition(root, edition_id).title)
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def download_files(edition: AssessedEdition, title: str) -> Mapping[str, bytes]:
    """Return an edition's downloads but for its archive, by their path in the data folder.

    Parameters
    ----------
    edition : AssessedEdition
        The edition.
    title : str
        Such as ``Quarter 2 2019/20``.
    """
    tables = open_tables(edition)
    publisher = publisher_of(edition.catalogue.sources)
    texts = {csv_file(table): csv_text(table) for table in tables}
    written = {name: text.encode() for name, text in texts.items()}
    package = data_package(edition.edition_id, title, publisher, written, tables)
    measures = list(measure_files(edition, tables))
    index = [
        {"measure_id": one.measure_id, "title": one.title, "file": f"{one.measure_id}.json"}
        for one in measures
    ]
    contents = {
        **{metadata_file(table): table_metadata(table, title, publisher) for table in tables},
        GROUP_METADATA: group_metadata(tables, title, publisher),
        PACKAGE: package,
        MEASURES_INDEX: index,
    }
    written |= {name: json_text(content).encode() for name, content in contents.items()}
    written |= {
        f"{MEASURES_FOLDER}/{one.measure_id}.json": measure_text(one).encode() for one in measures
    }
    ends = edition.period.end_time.normalize()
    written[spreadsheet_name(edition.edition_id)] = spreadsheet(title, publisher, tables, ends)
    return written


def _write_archive(root: Path, edition_id: str, folder: Path) -> None:
    try:
        write_archive(root, edition_id, folder / archive_name(edition_id))
    except (BadInput, NotAsPublished):
        # A draft, or edited since: `spf verify` says what differs.
        return
