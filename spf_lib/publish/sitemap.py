"""The sitemap and the word to robots.

No page has a date of change: nothing in the data says when one was changed, and a clock may not.
"""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from spf_lib.publish.site_address import SiteAddress

SITEMAP_NAME = "sitemap.xml"
ROBOTS_NAME = "robots.txt"
_SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{entries}
</urlset>
"""


def sitemap(pages: Iterable[str], address: SiteAddress) -> str:
    """List the pages of a site for search engines.

    Parameters
    ----------
    pages : iterable of str
        Their paths in the site, without ending.
    address : SiteAddress
        Where the site stands; the format asks for whole addresses.
    """
    entries = [f"<url><loc>{escape(address.of(f'{page}.html'))}</loc></url>" for page in pages]
    return _SITEMAP.format(entries="\n".join(entries))


def robots(address: SiteAddress) -> str:
    """Let every robot read everything, and lead it to the sitemap if its address is real."""
    lines = ["User-agent: *", "Allow: /"]
    if address.is_real:
        lines += ["", f"Sitemap: {address.of(SITEMAP_NAME)}"]
    return "\n".join(lines) + "\n"
