"""The pages of a built site, written once more: filters put in, drawings and markup lighter."""

from pathlib import Path

from spf_lib.publish.filter_room import with_filters
from spf_lib.publish.slim_drawings import slim_page, style_classes, style_rules
from spf_lib.publish.slim_markup import without_indentation
from spf_lib.publish.static_files import STATIC_FOLDER

# The stylesheet that is every page's own.
_SHEET = f"{STATIC_FOLDER}/spf.css"


def lighten_pages(site: Path) -> None:
    """Write every page of a built site again, its drawings' styles moved into the stylesheet."""
    pages = {
        page: with_filters(page.read_text(encoding="utf-8"))
        for page in sorted(site.rglob("*.html"))
    }
    classes = style_classes(pages.values())
    for page, text in pages.items():
        page.write_text(without_indentation(slim_page(text, classes)), encoding="utf-8")
    if classes:
        with (site / _SHEET).open("a", encoding="utf-8") as sheet:
            sheet.write(style_rules(classes))
