"""Every kind of page by Lighthouse on its slow phone: scores, first content and weight.

The site is served as a council's web server would (spf_lib/publish/serve.py): text compressed, one
connection kept, what has a digest in its name kept for good. Accessibility, best practices and
search are the same at every run. What is timed is not on a machine that does other work besides,
for Lighthouse multiplies what the processor took here by four: a page that misses a mark is
measured twice more and the middle one of the three counts.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

LEAST_SCORE = 95
MOST_MILLISECONDS = 1000
MOST_BYTES = 500_000
TOOLS = Path(__file__).parent
# Such as kpi-public-realm and spf-prevention-demand; the others are the only ones of their kind.
KINDS = {
    "welcome": "book/welcome",
    "archive": "book/editions",
    "summary": "book/2019-20-Q2/summary",
    "scorecard": "book/2019-20-Q2/scorecard",
    "portfolio": "book/2019-20-Q2/kpi-public-realm",
    "heaviest portfolio": "book/2019-20-Q2/kpi-social-care-and-health-integration",
    "theme": "book/2020-21-Q1/spf-prevention-demand",
    "deliverables": "book/2020-21-Q1/deliverables",
    "members": "book/2020-21-Q1/members",
    "index of measures": "book/history/index",
    "history": "book/history/kpi-green-flags",
    "methods": "book/2019-20-Q2/methods",
    "discrepancies": "book/2019-20-Q2/discrepancies",
    "downloads": "book/2019-20-Q2/downloads",
    "search": "search",
    "statement": "book/accessibility",
}


@pytest.fixture(scope="session")
def judged(address, tmp_path_factory):
    profile = tmp_path_factory.mktemp("lighthouse")
    addresses = {kind: f"{address}/{page}.html" for kind, page in KINDS.items()}
    first = lighthouse(profile, list(addresses.values()))
    judged = {}
    for kind, one in addresses.items():
        runs = [first[one]]
        if not passes(runs[0]):
            runs += [lighthouse(profile, [one])[one] for _ in range(2)]
        judged[kind] = sorted(
            runs, key=lambda run: (run["scores"]["performance"], -first_content(run))
        )[len(runs) // 2]
    for kind, run in judged.items():
        scores = " ".join(f"{score:>3}" for score in run["scores"].values())
        print(
            f"{scores}  {first_content(run):>5} {run['largestContent']:>5} ms"
            f" {run['bytes'] / 1000:>4.0f} kB  {kind}"
        )
    return judged


def lighthouse(profile, addresses):
    program = [shutil.which("node"), "lighthouse.mjs", shutil.which("chromium"), profile]
    answer = subprocess.run([*program, *addresses], cwd=TOOLS, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    runs = map(json.loads, answer.stdout.splitlines())
    return {run["address"]: run for run in runs}


def first_content(run):
    return run["firstContent"]


def passes(run):
    return min(run["scores"].values()) >= LEAST_SCORE and first_content(run) < MOST_MILLISECONDS


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("category", ["performance", "accessibility", "best-practices", "seo"])
def test_every_kind_of_page_scores_well(judged, kind, category):
    assert judged[kind]["scores"][category] >= LEAST_SCORE, judged[kind]["failed"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_shows_its_first_content_within_a_second(judged, kind):
    assert first_content(judged[kind]) < MOST_MILLISECONDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_is_light_at_a_first_visit(judged, kind):
    assert judged[kind]["bytes"] < MOST_BYTES


def test_every_kind_of_page_is_on_the_site(site):
    assert [page for page in KINDS.values() if not (site / f"{page}.html").is_file()] == []
