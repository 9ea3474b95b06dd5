"""What a batch ends with."""

from spf_lib.publish.batch import Result
from spf_lib.publish.batch_report import batch_report
from spf_lib.publish.tasks import Outcome

OK = Outcome("ok", "")


def test_each_edition_and_site_stands_on_a_line_and_all_are_counted():
    results = [Result("leeds", "2019-20-Q2", OK), Result("leeds", "site", OK)]
    assert batch_report(results) == "leeds 2019-20-Q2: ok\nleeds site: ok\n2 of 2 ok"


def test_everything_that_is_wrong_stands_below_what_it_is_wrong_with():
    wrong = Outcome("bad input", "2 faults in the input:\n  a.csv, line 2\n  b.csv, line 3")
    assert batch_report([Result("leeds", "2019-20-Q2", wrong)]).splitlines() == [
        "leeds 2019-20-Q2: bad input",
        "  2 faults in the input:",
        "    a.csv, line 2",
        "    b.csv, line 3",
        "0 of 1 ok",
    ]


def test_a_project_alone_is_not_named():
    assert batch_report([Result("", "2019-20-Q2", OK)]).startswith("2019-20-Q2: ok\n")
