"""The book's settings, ``_config.yml``."""

from pathlib import Path
from typing import Any

import yaml

from spf_lib.publish.layout import SETTINGS_FILE


def read_settings(root: Path) -> dict[str, Any]:
    """Read the settings of a project's book."""
    text = (root / SETTINGS_FILE).read_text(encoding="utf-8")
    settings: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return settings
