"""The index of all measures and the history pages, as a staged book holds them."""

import pytest

from spf_lib.publish.book import toc_pages
from spf_lib.publish.history_pages import write_history_pages


@pytest.fixture(scope="module")
def written(vintages, tmp_path_factory):
    book = tmp_path_factory.mktemp("book")
    records = write_history_pages(list(vintages.values()), book)
    return book / "history", records


def test_the_pages_are_those_of_the_contents(root, written):
    folder, _ = written
    listed = {page for page in toc_pages(root) if page.startswith("book/history/")}
    assert {f"book/history/{file.stem}" for file in folder.iterdir()} == listed


def test_the_index_is_of_all_measures(written):
    text = (written[0] / "index.md").read_text(encoding="utf-8")
    assert text.startswith("# All measures\n")
    assert text.count('<tr role="row"') == 49 + 387 + 1


def test_every_page_with_figures_has_records(written):
    folder, records = written
    assert {record["page"] for record in records} == {file.stem for file in folder.iterdir()}
