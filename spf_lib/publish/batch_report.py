"""What a batch ends with: each council and edition, and everything that is wrong with it."""

from collections.abc import Sequence

from spf_lib.publish.batch import Result


def batch_report(results: Sequence[Result]) -> str:
    """Say what became of each edition and site, and in a last line how many of them there are.

    Parameters
    ----------
    results : sequence of Result
        In the order of the report.
    """
    lines = [line for result in results for line in _lines(result)]
    good = sum(result.outcome.status == "ok" for result in results)
    return "\n".join([*lines, f"{good} of {len(results)} ok"])


def _lines(result: Result) -> list[str]:
    name = " ".join(filter(None, [result.council, result.made]))
    said = [f"  {line}" for line in result.outcome.said.splitlines()]
    return [f"{name}: {result.outcome.status}", *said]
