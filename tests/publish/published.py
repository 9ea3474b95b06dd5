"""A small published edition, and stand-ins for executing it again."""

import shutil

from spf_lib.publish.layout import BOOK_FOLDER

EDITION = "2019-20-Q2"
FROZEN = f"{BOOK_FOLDER}/{EDITION}"
FIGURES = f"data/returns/{EDITION}/figures.csv"
PAGE = f"{FROZEN}/scorecard.ipynb"
LEDGER = f"{FROZEN}/ledger.json"
MANIFEST = f"{FROZEN}/manifest.json"
RULES = "params/rules/corporate.yml"


def gives(outputs):
    """Stand in for an execution that gives the files of a folder."""

    def execute(_root, _edition, scratch):
        return shutil.copytree(outputs, scratch / "outputs")

    return execute
