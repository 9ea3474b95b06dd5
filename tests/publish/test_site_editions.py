"""The editions of the site."""

import json

from spf_lib.publish.site_editions import site_editions
from spf_lib.publish.store import Editions


def test_editions_are_listed_newest_first_and_named_in_full(on_site):
    assert [one.full_title for one in on_site] == [
        "Quarter 1 2020/21: Single Performance Framework 2020 to 2022",
        "Quarter 2 2019/20: Key performance indicators 2019/20",
        "Quarter 4 2015/16: Peer challenge implementation plan",
    ]


def test_a_page_is_found_by_its_template_or_the_first_stands_for_it(on_site):
    _, main, peer = on_site
    assert main.page_made_from("scorecard") == "book/2019-20-Q2/scorecard"
    assert peer.page_made_from("scorecard") == "book/2015-16-Q4/summary"


def test_an_edition_knows_its_council_and_its_last_day(on_site):
    assert {one.council for one in on_site} == {"London Borough of Barking and Dagenham"}
    assert [one.ends for one in on_site] == ["2020-06-30", "2019-09-30", "2016-03-31"]


def test_an_edition_that_the_contents_leave_out_is_not_on_the_site(project):
    pages = ["book/2019-20-Q2/summary", "book/2019-20-Q2/scorecard"]
    chapters = [{"file": page} for page in pages]
    contents = {"format": "jb-book", "root": "book/welcome", "chapters": chapters}
    (project / "_toc.yml").write_text(json.dumps(contents), encoding="utf-8")
    (only,) = site_editions(project, Editions(project))
    assert (only.edition_id, list(only.pages)) == ("2019-20-Q2", ["summary", "scorecard"])
