"""The ledger of an edition as a file: written with each edition, read by whoever checks it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spf_lib.framework.tables import BadInput, Fault
from spf_lib.publish.editions import edition_ids
from spf_lib.publish.layout import BOOK_FOLDER, SITE_FOLDER

LEDGER_NAME = "ledger.json"

Record = Mapping[str, Any]


def ledger_text(records: Iterable[Record]) -> str:
    """Write a ledger as JSON, one record a line."""
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    return f"[\n{lines}\n]\n"


@dataclass(frozen=True)
class EditionLedger:
    """The records of an edition, in the order of its pages."""

    edition_id: str
    records: tuple[Record, ...]

    def behind(self, record: Record) -> list[Record]:
        """Return the records a figure was computed from, in the order of its formula."""
        own = {one["id"]: one for one in self.records if one["page"] == record["page"]}
        return [own[one] for one in record["computed_from"]]


def ledgers(root: Path, edition_id: str | None) -> list[EditionLedger]:
    """Read the ledger of an edition, or of all that have one, latest first.

    Raises
    ------
    BadInput
        If the edition, or every edition, has none.
    """
    if edition_id:
        return [read_ledger(root, edition_id)]
    file = f"{BOOK_FOLDER}/{{}}/{LEDGER_NAME}"
    known = [one for one in reversed(edition_ids(root)) if (root / file.format(one)).is_file()]
    if not known:
        raise BadInput([Fault(BOOK_FOLDER, 1, "(folder)", "", "the folder of an edition")])
    return [read_ledger(root, one) for one in known]


def read_ledger(root: Path, edition_id: str) -> EditionLedger:
    """Read the ledger of an edition: the frozen one, else that of the built site.

    Raises
    ------
    BadInput
        If the edition has neither.
    """
    file = f"{BOOK_FOLDER}/{edition_id}/{LEDGER_NAME}"
    for folder in (root, root / SITE_FOLDER):
        if (folder / file).is_file():
            records = json.loads((folder / file).read_text(encoding="utf-8"))
            return EditionLedger(edition_id, tuple(records))
    expected = "the ledger of an edition that was published or built"
    raise BadInput([Fault(file, 1, "(file)", edition_id, expected)])
