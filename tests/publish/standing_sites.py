"""A new site made the one that stands."""

from pathlib import Path

from spf_lib.publish.book import swap_in
from spf_lib.publish.site_manifest import write_site_manifest
from spf_lib.publish.site_parts import NewSite, remember_parts


def stand(site: NewSite, project: Path) -> Path:
    """Let a new site be the last one of a project from now on; return its folder."""
    write_site_manifest(site.folder, site.hashes)
    remember_parts(project, site.folder, site.parts)
    return swap_in(site.folder, project)
