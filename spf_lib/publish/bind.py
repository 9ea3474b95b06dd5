"""The site put together from its volumes: what stands around each page is put in, and is all new.

Whichever volumes were kept and whichever written just now, the site is the same.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path
from posixpath import dirname, relpath

from spf_lib.publish.card_neighbours import link_neighbours, neighbour_links
from spf_lib.publish.contents import FRONT, Contents, volume_of
from spf_lib.publish.join_styles import join_styles
from spf_lib.publish.placing import Place
from spf_lib.publish.search_index import INDEX_NAME, index_text
from spf_lib.publish.site_editions import SiteEdition
from spf_lib.publish.slim_drawings import name_classes, style_classes, style_rules
from spf_lib.publish.slim_styles import names_in, slim_styles
from spf_lib.publish.static_files import STATIC_FOLDER, copy_files_in_use, drop_unused_files
from spf_lib.publish.surroundings import Surroundings, around_templates, fill
from spf_lib.publish.volume_files import STYLES_MARK, kept_site, read_about
from spf_lib.publish.volumes import Volume

# The stylesheet that is every page's own; the rules for drawings are added to it.
_SHEET = f"{STATIC_FOLDER}/spf.css"


def bind_site(
    root: Path,
    volumes: Sequence[Volume],
    contents: Contents,
    editions: Sequence[SiteEdition],
    site: Path,
    place: Place = shutil.copyfile,
) -> None:
    """Write the pages of all volumes into a new folder, with their styles and search index.

    Parameters
    ----------
    root : Path
        The project's folder.
    volumes : sequence of Volume
        All of the book.
    contents : Contents
        Of the book.
    editions : sequence of SiteEdition
        Newest first.
    site : Path
        The new folder.
    place : callable, optional
        Puts files that are kept there and stay as they are, see :mod:`.placing`.
    """
    known = [read_about(volume.folder) for volume in volumes]
    asked = {file for about in known for file in about.asked}
    stylesheets = tuple(dict.fromkeys(one for about in known for one in about.stylesheets))
    for volume in volumes:
        source = kept_site(volume.folder)
        if volume.name == FRONT:
            _copy_all_but_pages(source, site, volume.pages, shutil.copyfile)
            copy_files_in_use(source, site, {*asked, *stylesheets})
        else:
            _copy_all_but_pages(source, site, volume.pages, place)
    titles = {page: title for about in known for page, title in about.titles.items()}
    surroundings = Surroundings(contents, titles, editions, around_templates(root))
    links = neighbour_links(editions)
    texts: dict[str, str] = {}
    names: set[str] = set()
    for source, page in ((kept_site(one.folder), page) for one in volumes for page in one.pages):
        around = surroundings.of(page)
        names |= names_in("".join(around.values()))
        text = fill((source / f"{page}.html").read_text(encoding="utf-8"), around)
        texts[page] = link_neighbours(text, links.get(volume_of(page), {}))
    classes = style_classes({style for about in known for style in about.drawn})
    with (site / _SHEET).open("a", encoding="utf-8") as file:
        file.write(style_rules(classes))
    names.update(classes.values(), *(about.names for about in known))
    slim_styles(site, names, {one for about in known for one in about.properties})
    sheet = join_styles(site, stylesheets)
    drop_unused_files(site, {*asked, sheet})
    for page, text in name_classes(texts, classes).items():
        address = relpath(sheet, dirname(page))
        link = f'<link rel="stylesheet" href="{address}" />'
        (site / f"{page}.html").write_text(text.replace(STYLES_MARK, link, 1), encoding="utf-8")
    index = index_text(about.searched for about in known)
    (site / INDEX_NAME).write_text(index, encoding="utf-8")


def _copy_all_but_pages(source: Path, site: Path, pages: Sequence[str], place: Place) -> None:
    """Copy what a volume holds beside its pages, into their folders."""
    written = {source / f"{page}.html" for page in pages}

    def left_out(folder: str, names: Sequence[str]) -> set[str]:
        return {name for name in names if name == STATIC_FOLDER or Path(folder, name) in written}

    shutil.copytree(source, site, ignore=left_out, copy_function=place, dirs_exist_ok=True)
