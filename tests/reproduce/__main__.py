"""Build an edition twice under different conditions and compare byte for byte: `make reproduce`.

The second copy is built once more from half of what its first build kept, before it is compared.

Published notebooks, ledger, manifest, the site and the archive must be the same, and none may hold
today's date or the machine's name. Exit status 1, and the first difference, if they do not.
"""

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from spf_lib.publish.byte_differences import files_of, first_difference, folder_differences
from spf_lib.publish.layout import BUILD_FOLDER, STORE_FOLDER
from tests.reproduce.conditions import Condition, environment_of, prepare, two_conditions

STEPS = ("publish", "archive", "build")
COMPARED = ("book/{edition}", "_build/site", "_build/archives")
# An archive also holds the changelog, which may well name the day.
UNDATED = COMPARED[:2]


def main(root: Path, edition: str) -> int:
    """Build twice, compare, say what was found; return the exit status."""
    with TemporaryDirectory() as folder:
        conditions = two_conditions(Path(folder))
        # Both copies first: a file edited meanwhile is no difference between the builds.
        for condition in conditions:
            prepare(root, condition)
        for condition in conditions:
            if not all_done(condition, STEPS, edition):
                return 1
        # What is kept and what is new are put together once more.
        forget_half(conditions[1].project)
        if not all_done(conditions[1], ("build",), edition):
            return 1
        projects = [condition.project for condition in conditions]
        found = [*compare(*projects, edition), *traces(projects[1], edition)]
    print("\n".join(found) or f"Two builds of {edition}, the same bytes.")
    return 1 if found else 0


def all_done(condition: Condition, steps: Iterable[str], edition: str) -> bool:
    """Run commands of ``spf`` under a condition until one fails, which is said in its own words."""
    for step in steps:
        done = run(condition, step, edition)
        if done.returncode != 0:
            print(f"spf {step} failed:\n{done.stdout}\n{done.stderr}")
            return False
    return True


def run(condition: Condition, step: str, edition: str) -> subprocess.CompletedProcess[str]:
    """Run a command of ``spf`` under a condition, with the code of its own copy."""
    return subprocess.run(
        [sys.executable, "-m", "spf_lib.cli", step, edition],
        cwd=condition.project,
        env=environment_of(condition),
        umask=condition.umask,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def forget_half(project: Path) -> None:
    """Delete every second result that builds have kept, and what says that the site is built."""
    kept = sorted(path for path in (project / STORE_FOLDER).glob("*") if path.name != ".locks")
    for path in kept[::2]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    (project / BUILD_FOLDER / "site.json").unlink(missing_ok=True)


def compare(one: Path, other: Path, edition: str) -> Iterator[str]:
    """List every file that differs between two projects, and show where the first one does."""
    shown = False
    for place in (place.format(edition=edition) for place in COMPARED):
        if not files_of(one / place):
            yield f"{place} holds nothing to compare"
        for difference in folder_differences(one / place, other / place):
            yield f"{place}/{difference.file}: {difference.how} in the second build"
            if difference.how == "changed" and not shown:
                shown = True
                contents = [(side / place / difference.file).read_bytes() for side in (one, other)]
                yield first_difference(difference.file, *contents)


def traces(project: Path, edition: str) -> Iterator[str]:
    """List every output that holds a date of these days, or the name of the machine.

    A date that one of the book's own pages states, such as that of a statement, is no trace.
    """
    stated = b"\n".join(path.read_bytes() for path in sorted((project / "book").glob("*.md")))
    pattern = re.compile(
        b"|".join(rb"(?<![0-9A-Za-z])%s(?![0-9A-Za-z])" % word for word in words())
    )
    for place in (place.format(edition=edition) for place in UNDATED):
        for file in sorted(files_of(project / place)):
            found = pattern.findall((project / place / file).read_bytes())
            strange = next((word for word in found if word not in stated), None)
            if strange:
                yield f"{place}/{file} holds {strange.decode()!r}, which another day would change"


def words() -> list[bytes]:
    """Return the dates of yesterday to tomorrow as they may be written, and the machine's name."""
    today = datetime.now(UTC).date()
    days = [today + timedelta(days=days) for days in (-1, 0, 1)]
    found = [form for day in days for form in written(day)]
    host = socket.gethostname()
    # Short names and this one are words that a page may well hold.
    if len(host) > 5 and host != "localhost":
        found.append(host)
    return [re.escape(form).encode() for form in found]


def written(day: date) -> list[str]:
    """Return a date in the forms that tools write."""
    return [
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day:%d/%m/%Y}",
        f"{day.day} {day:%B %Y}",
        f"{day:%d %B %Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%b} {day.day}, {day.year}",
        f"{day:%b %d, %Y}",
        f"{day:%d %b %Y}",
    ]


if __name__ == "__main__":
    sys.exit(main(Path(__file__).parents[2], sys.argv[1]))
