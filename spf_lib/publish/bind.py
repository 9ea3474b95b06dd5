"""The site put together from its volumes: what stands around each page is put in, and is all new.

Whichever volumes were kept and whichever written just now, the site is the same.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path
from posixpath import dirname, relpath

from spf_lib.publish.card_neighbours import link_neighbours, neighbour_links
from spf_lib.publish.contents import FRONT, Contents
from spf_lib.publish.join_styles import join_styles
from spf_lib.publish.placing import Place
from spf_lib.publish.search_index import INDEX_NAME, index_text
from spf_lib.publish.site_editions import SiteEdition
from spf_lib.publish.slim_drawings import name_classes, style_classes, style_rules
from spf_lib.publish.slim_styles import names_in, slim_styles
from spf_lib.publish.static_files import STATIC_FOLDER, copy_files_in_use, drop_unused_files
from spf_lib.publish.surroundings import Surroundings, around_templates, fill
from spf_lib.publish.volume_files import STYLES_MARK, AboutVolume, kept_site, read_about
from spf_lib.publish.volumes import Volume

# The stylesheet that is every page's own; the rules for drawings are added to it.
_SHEET = f"{STATIC_FOLDER}/spf.css"


class Binding:
    """A site that is being put together.

    Each volume is taken once it is there, in any order; with all of the contents it is finished.

    Parameters
    ----------
    root : Path
        The project's folder.
    contents : Contents
        Of the book.
    editions : sequence of SiteEdition
        Newest first.
    site : Path
        A new folder.
    place : callable, optional
        Puts files there that are kept and stay as they are, see :mod:`.placing`.
    """

    def __init__(
        self,
        root: Path,
        contents: Contents,
        editions: Sequence[SiteEdition],
        site: Path,
        place: Place = shutil.copyfile,
    ) -> None:
        self._contents = contents
        self._editions = editions
        self._templates = around_templates(root)
        self._site = site
        self._place = place
        self._links = neighbour_links(editions)
        self._volumes: dict[str, Volume] = {}
        self._about: dict[str, AboutVolume] = {}
        self._texts: dict[str, str] = {}

    def take(self, volume: Volume) -> None:
        """Read a volume, and put what it holds beside its pages into the site."""
        source, links = kept_site(volume.folder), self._links.get(volume.name, {})
        self._volumes[volume.name] = volume
        self._about[volume.name] = read_about(volume.folder)
        # What the front holds is written again for the whole site.
        place = shutil.copyfile if volume.name == FRONT else self._place
        _copy_all_but_pages(source, self._site, volume.pages, place)
        for page in volume.pages:
            text = (source / f"{page}.html").read_text(encoding="utf-8")
            self._texts[page] = link_neighbours(text, links)

    def finish(self) -> None:
        """Write the pages of all volumes, with their styles and search index."""
        site = self._site
        known = [self._about[name] for name in self._contents.volumes]
        asked = {file for about in known for file in about.asked}
        stylesheets = tuple(dict.fromkeys(one for about in known for one in about.stylesheets))
        copy_files_in_use(kept_site(self._volumes[FRONT].folder), site, {*asked, *stylesheets})
        titles = {page: title for about in known for page, title in about.titles.items()}
        surroundings = Surroundings(self._contents, titles, self._editions, self._templates)
        texts: dict[str, str] = {}
        names: set[str] = set()
        for page, text in self._texts.items():
            around = surroundings.of(page)
            names |= names_in("".join(around.values()))
            texts[page] = fill(text, around)
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
            html = text.replace(STYLES_MARK, link, 1)
            (site / f"{page}.html").write_text(html, encoding="utf-8")
        index = index_text(about.searched for about in known)
        (site / INDEX_NAME).write_text(index, encoding="utf-8")


def _copy_all_but_pages(source: Path, site: Path, pages: Sequence[str], place: Place) -> None:
    """Copy what a volume holds beside its pages, into their folders."""
    written = {source / f"{page}.html" for page in pages}

    def left_out(folder: str, names: Sequence[str]) -> set[str]:
        return {name for name in names if name == STATIC_FOLDER or Path(folder, name) in written}

    shutil.copytree(source, site, ignore=left_out, copy_function=place, dirs_exist_ok=True)
