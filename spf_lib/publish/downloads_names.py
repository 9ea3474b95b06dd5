"""What the downloads of an edition are called: to link to them, nothing that makes them loads."""

DATA_FOLDER = "data"
MEASURES_FOLDER = "measures"
MEASURES_INDEX = f"{MEASURES_FOLDER}/index.json"


def spreadsheet_name(edition_id: str) -> str:
    """Return the name of an edition's spreadsheet."""
    return f"{edition_id}.xlsx"


def archive_name(edition_id: str) -> str:
    """Return the name of an edition's archive."""
    return f"{edition_id}.zip"
