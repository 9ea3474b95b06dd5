"""The rows of growth: what one more edition costs a site of 1, 10 and 40 editions."""

from benchmarks.growth import EDITIONS, ROUNDS, grown, marginal
from benchmarks.row import Row
from benchmarks.session import Session

_QUICK = (1, 3, 6)
# What still counts as constant.
_CONSTANT = 1.1


def measure(session: Session) -> list[Row]:
    """Set what is added late against what is added early."""
    numbers = _QUICK if session.quick else EDITIONS
    folder = session.folder / "growth"
    folder.mkdir()
    sites = grown(folder, numbers, rounds=1 if session.quick else ROUNDS)
    few, some, many = (f"{number}" for number in numbers)
    clean = ", ".join(f"{one.clean:.1f}" for one in sites)
    added = ", ".join(f"{one.added:.1f}" for one in sites)
    memory = ", ".join(f"{one.clean_memory:,.0f}" for one in sites)
    added_memory = ", ".join(f"{one.added_memory:,.0f}" for one in sites)
    return [
        Row(
            f"growth: an edition more in a clean site, from {some} editions to {many}",
            f"from {few} to {some}",
            marginal(sites[1:], "clean"),
            marginal(sites[:2], "clean"),
            at_most=_CONSTANT,
            notes=(
                f"sites of {few}, {some} and {many} editions, from nothing: {clean} s; medians",
            ),
        ),
        Row(
            f"growth: the edition added to {many}, the rest kept",
            f"added to {few}",
            sites[-1].added,
            sites[0].added,
            at_most=_CONSTANT,
            notes=(f"added to {few}, {some} and {many}: {added} s",),
        ),
        Row(
            f"growth: memory for an edition more in a clean site, from {some} editions to {many}",
            f"from {few} to {some}",
            marginal(sites[1:], "clean_memory"),
            marginal(sites[:2], "clean_memory"),
            at_most=_CONSTANT,
            unit="MB",
            notes=(
                f"sites of {few}, {some} and {many} editions: {memory} MB, all processes; "
                f"an edition added to them: {added_memory} MB",
            ),
        ),
    ]
