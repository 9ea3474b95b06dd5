"""The site put together from its volumes: what stands around each page is put in, and is all new.

Whichever volumes were kept and whichever written just now, the site is the same. The pages of a
volume are taken over from the last site if they, what stands around them and the styles of the site
are as they were there.
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from posixpath import dirname, relpath

from spf_lib.publish.byte_differences import files_of
from spf_lib.publish.card_neighbours import Links, link_neighbours, neighbour_links
from spf_lib.publish.contents import FRONT, Contents
from spf_lib.publish.join_styles import join_styles
from spf_lib.publish.kept import key_of
from spf_lib.publish.search_index import INDEX_NAME, index_text
from spf_lib.publish.site_editions import SiteEdition
from spf_lib.publish.site_parts import NewSite
from spf_lib.publish.slim_drawings import name_classes, style_classes, style_rules
from spf_lib.publish.slim_styles import names_in, slim_styles
from spf_lib.publish.static_files import STATIC_FOLDER, copy_files_in_use, drop_unused_files
from spf_lib.publish.surroundings import AROUND_FOLDER, Surroundings, around_templates, fill
from spf_lib.publish.volume_files import STYLES_MARK, AboutVolume, kept_site, read_about
from spf_lib.publish.volumes import Volume

# The stylesheet that is every page's own; the rules for drawings are added to it.
_SHEET = f"{STATIC_FOLDER}/spf.css"


def bind_site(
    root: Path,
    contents: Contents,
    volumes: Sequence[Volume],
    editions: Sequence[SiteEdition],
    site: NewSite,
) -> None:
    """Put a site together: the pages of its volumes with their styles and search index.

    Parameters
    ----------
    root : Path
        The project's folder.
    contents : Contents
        Of the book.
    volumes : sequence of Volume
        All of the contents, each written.
    editions : sequence of SiteEdition
        Newest first.
    site : NewSite
        A new folder.
    """
    about = {volume.name: read_about(volume.folder) for volume in volumes}
    titles = {page: title for one in about.values() for page, title in one.titles.items()}
    surroundings = Surroundings(contents, titles, editions, around_templates(root))
    templates = key_of(root, (root / AROUND_FOLDER).iterdir())
    links = neighbour_links(editions)
    unstyled = [
        _Unstyled(volume, links.get(volume.name, {}), surroundings, templates) for volume in volumes
    ]
    names = {name for one in unstyled for name in _names_around(one, site)}
    front = next(volume for volume in volumes if volume.name == FRONT)
    _copy_all_but_pages(front, site.folder)
    styles = _write_styles(kept_site(front.folder), site.folder, list(about.values()), names)
    for one in unstyled:
        _bind_volume(one, styles, site)
    index = index_text(one.searched for one in about.values())
    (site.folder / INDEX_NAME).write_text(index, encoding="utf-8")


@dataclass(frozen=True)
class _Unstyled:
    """The pages of a volume with what stands around them, which know of no stylesheet yet."""

    volume: Volume
    links: Links
    surroundings: Surroundings
    templates: str

    @cached_property
    def key(self) -> str:
        """What the pages follow from: the volume as it is kept, and what is put into it."""
        around = repr(self.surroundings.around(self.volume.name))
        words = (self.volume.folder.name, self.templates, around, sorted(self.links.items()))
        return sha256(json.dumps(words).encode()).hexdigest()

    @cached_property
    def _around(self) -> Mapping[str, Mapping[str, str]]:
        return {page: self.surroundings.of(page) for page in self.volume.pages}

    def names(self) -> set[str]:
        """Return the classes and ids of what stands around the pages."""
        return names_in("".join(html for one in self._around.values() for html in one.values()))

    def texts(self) -> dict[str, str]:
        """Return the text of each page."""
        source = kept_site(self.volume.folder)
        texts = {}
        for page, around in self._around.items():
            text = (source / f"{page}.html").read_text(encoding="utf-8")
            texts[page] = fill(link_neighbours(text, self.links), around)
        return texts


@dataclass(frozen=True)
class _Styles:
    """The stylesheet of a site, by its path there, and the class of each style of a drawing."""

    sheet: str
    classes: Mapping[str, str]

    @cached_property
    def key(self) -> str:
        """What it says to a page."""
        return sha256(json.dumps((self.sheet, sorted(self.classes.items()))).encode()).hexdigest()


def _names_around(one: _Unstyled, site: NewSite) -> Sequence[str]:
    """Return the classes and ids around the pages of a volume, which the last site may tell."""
    name = f"{one.volume.name}-around"
    known = site.last.part(name, one.key)
    names = known.names if known else tuple(one.names())
    site.add(name, one.key, names=names)
    return names


def _write_styles(
    front: Path, site: Path, about: Sequence[AboutVolume], names_around: set[str]
) -> _Styles:
    """Write the stylesheet of a site, and the files that it and the pages ask for."""
    asked = {file for one in about for file in one.asked}
    stylesheets = tuple(dict.fromkeys(sheet for one in about for sheet in one.stylesheets))
    copy_files_in_use(front, site, {*asked, *stylesheets})
    classes = style_classes({style for one in about for style in one.drawn})
    with (site / _SHEET).open("a", encoding="utf-8") as file:
        file.write(style_rules(classes))
    names = names_around.union(classes.values(), *(one.names for one in about))
    slim_styles(site, names, {name for one in about for name in one.properties})
    sheet = join_styles(site, stylesheets)
    drop_unused_files(site, {*asked, sheet})
    return _Styles(sheet, classes)


def _bind_volume(one: _Unstyled, styles: _Styles, site: NewSite) -> None:
    """Write the pages of a volume, or take them over from the last site if they are the same."""
    name = f"{one.volume.name}-pages"
    key = f"{one.key}-{styles.key}"
    if site.carried(name, key):
        return
    files = [f"{page}.html" for page in one.volume.pages]
    if one.volume.name != FRONT:
        files += _copy_all_but_pages(one.volume, site.folder)
    for page, text in name_classes(one.texts(), styles.classes).items():
        address = relpath(styles.sheet, dirname(page))
        link = f'<link rel="stylesheet" href="{address}" />'
        html = text.replace(STYLES_MARK, link, 1)
        target = site.folder / f"{page}.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(html, encoding="utf-8")
    site.add(name, key, files)


def _copy_all_but_pages(volume: Volume, site: Path) -> list[str]:
    """Copy what a volume holds beside its pages; return the path of each file in the site."""
    source, pages = kept_site(volume.folder), {f"{page}.html" for page in volume.pages}
    names = sorted(
        name for name in files_of(source) - pages if not name.startswith(f"{STATIC_FOLDER}/")
    )
    for name in names:
        target = site / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, target)
    return names
