"""The page that lists an edition's downloads: what each file holds, how many rows, which format."""

from pathlib import Path

from markupsafe import Markup, escape

from spf_lib.present.ledger import count
from spf_lib.present.page import Page, Shown, record_table
from spf_lib.present.told import titled
from spf_lib.publish.downloads_csv import (
    GROUP_METADATA,
    LICENCE_ADDRESS,
    LICENCE_TITLE,
    PACKAGE,
    csv_file,
    metadata_file,
)
from spf_lib.publish.downloads_names import (
    DATA_FOLDER,
    MEASURES_FOLDER,
    MEASURES_INDEX,
    archive_name,
    spreadsheet_name,
)
from spf_lib.publish.downloads_tables import SHORTHAND_MEANING, OpenTable, open_tables
from spf_lib.publish.editions import read_edition
from spf_lib.publish.layout import project_root
from spf_lib.publish.ledger_files import LEDGER_NAME

_SPREADSHEET = "Every table with rows, one a sheet, with a cover, contents and notes"
_LEDGER = "Every figure on the pages of this edition, with its source line or its sum"
_ARCHIVE = "All the edition was made from and all that came out; enough to verify it"


def tables_to_download(page: Page) -> Shown:
    """List the tables of the edition, each with its rows and its description."""
    rows = [
        [
            _link(csv_file(table)),
            table.row,
            _rows(page, table),
            "CSV",
            _link(metadata_file(table)),
        ]
        for table in open_tables(page.edition)
    ]
    columns = ["File", "What it holds", "Rows", "Format", "Description"]
    return Shown(record_table("Tables of this edition", columns, rows))


def _rows(page: Page, table: OpenTable) -> Markup:
    return page.ledger.html(count(f"rows of {table.name}", table.row_keys, f"rows of {table.name}"))


def other_files(page: Page) -> Shown:
    """List what else can be downloaded: spreadsheet, descriptions, measures, ledger, archive."""
    edition_id = page.edition.edition_id
    measures = page.edition.scorecard["measure_id"]
    counted = count("files of measures", measures, "measures, further series included")
    one_each = Markup(
        "The list of {} files, one a measure or further series: <code>{}/{}/KEY.json</code>"
    ).format(page.ledger.html(counted), DATA_FOLDER, MEASURES_FOLDER)
    rows = [
        [_link(spreadsheet_name(edition_id)), _SPREADSHEET, "Spreadsheet (XLSX)"],
        [_link(PACKAGE), "What the tables hold, column by column", "Frictionless data package"],
        [_link(GROUP_METADATA), "The same, with the keys that join the tables", "CSVW"],
        [_link(MEASURES_INDEX), one_each, "JSON"],
        [_linked(LEDGER_NAME, LEDGER_NAME), _LEDGER, "JSON"],
    ]
    if _is_published(edition_id):
        rows.append([_link(archive_name(edition_id)), _ARCHIVE, "ZIP"])
    return Shown(record_table("Other files", ["File", "What it holds", "Format"], rows))


def symbols() -> Shown:
    """List the symbols that stand for a missing or unsettled value."""
    rows = [[symbol, meaning] for symbol, meaning in SHORTHAND_MEANING.items()]
    return Shown(record_table("Symbols", ["Symbol", "Meaning"], rows))


def licence() -> Shown:
    """Say under which licence the figures may be used."""
    return Shown(
        Markup(
            '<p>The figures are the Council’s, under the <a href="{}">{}</a>: use them for '
            "anything, and name the source. The code of the book is under the MIT licence.</p>"
        ).format(LICENCE_ADDRESS, titled(LICENCE_TITLE))
    )


def _link(name: str) -> Markup:
    return _linked(f"{DATA_FOLDER}/{name}", name)


def _linked(address: str, name: str) -> Markup:
    return Markup('<a href="{}"><code>{}</code></a>').format(address, escape(name))


def _is_published(edition_id: str) -> bool:
    return read_edition(project_root(Path.cwd()), edition_id).status == "published"
