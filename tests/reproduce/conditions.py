"""Two places to build in that differ in all that should not matter."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ON_PATH = Path(__file__).with_name("on_path")
_NOT_COPIED = shutil.ignore_patterns("_build", ".git", ".venv", ".*_cache", "__pycache__")
_LONG_AGO = 946_684_800  # 1 January 2000, in seconds
# What a user may have set for himself: a build that reads it is not the same for another user.
_OWN_SETTINGS = {
    ".config/matplotlib/matplotlibrc": "font.size: 23\naxes.facecolor: red\nlines.linewidth: 9\n",
    ".ipython/profile_default/startup/own.py": "print('from the startup folder of a user')\n",
    ".docutils": "[general]\ndatestamp: %Y-%m-%d\n",
    "startup.py": "print('from the startup file of a user')\n",
}


@dataclass(frozen=True)
class Condition:
    """Where, as whom and under which settings a build runs."""

    project: Path
    home: Path
    umask: int
    environment: dict[str, str]


def two_conditions(folder: Path) -> tuple[Condition, Condition]:
    """Return two conditions whose projects and homes are to stand in a folder.

    The time zones are 26 hours apart, so the local dates of the two are never the same.
    """
    one, other = folder / "a", folder / "a longer path, with spaces and ü" / "of the second build"
    first = Condition(
        one / "p",
        one / "home",
        0o022,
        {
            "PYTHONPATH": str(one / "p"),
            "TZ": "<+14>-14",
            "LC_ALL": "C.UTF-8",
            "LANG": "C.UTF-8",
            "USER": "first",
            "PYTHONHASHSEED": "1",
        },
    )
    second = Condition(
        other / "project",
        other / "the home of another",
        0o077,
        {
            "PYTHONPATH": os.pathsep.join([str(ON_PATH), str(other / "project")]),
            "PYTHONSTARTUP": str(other / "the home of another" / "startup.py"),
            "TZ": "<-12>12",
            "LC_ALL": another_locale(),
            "LANG": another_locale(),
            "USER": "second",
            "PYTHONHASHSEED": "4242",
        },
    )
    return first, second


def another_locale() -> str:
    """Return an installed locale that is not plain C in UTF-8; C in ASCII if there is no other."""
    try:
        listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "C"
    names = sorted(name for name in listed.stdout.split() if name.endswith(".utf8"))
    return next((name for name in names if not name.startswith(("C.", "en_"))), "C")


def prepare(root: Path, condition: Condition) -> None:
    """Copy a project to where a condition wants it, clean; give the second user settings."""
    shutil.copytree(root, condition.project, ignore=_NOT_COPIED, copy_function=shutil.copy)
    condition.home.mkdir(parents=True)
    if "PYTHONSTARTUP" in condition.environment:
        for name, text in _OWN_SETTINGS.items():
            (condition.home / name).parent.mkdir(parents=True, exist_ok=True)
            (condition.home / name).write_text(text)
        for path in condition.project.rglob("*"):
            os.utime(path, (_LONG_AGO, _LONG_AGO))


def environment_of(condition: Condition) -> dict[str, str]:
    """Return the whole environment of a build; nothing else is handed on but where programs are."""
    temporary = condition.home / "tmp"
    temporary.mkdir(exist_ok=True)
    return condition.environment | {
        "PATH": os.environ["PATH"],
        "HOME": str(condition.home),
        "LOGNAME": condition.environment["USER"],
        "TMPDIR": str(temporary),
        "TQDM_DISABLE": "1",
    }
