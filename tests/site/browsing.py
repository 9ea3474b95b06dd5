"""Debian's chromium for the tests of the built site."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from selenium.webdriver import Chrome, ChromeOptions, ChromeService

WIDE, NARROW = 1280, 360
QUIET = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

# Lays out at once what is laid out only when the reader is near (content-visibility): what is not
# cannot be inspected.
LAID_OUT = """
const near = new CSSStyleSheet();
near.replaceSync("* { content-visibility: visible !important; }");
document.adoptedStyleSheets.push(near);
"""


def open_browser(profile: Path, preferences: dict[str, Any] | None = None) -> Chrome:
    """Start a chromium of its own, that logs its console and every request."""
    options = ChromeOptions()
    for argument in (*QUIET, f"--user-data-dir={profile}"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", preferences or {})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = Chrome(options=options, service=ChromeService(shutil.which("chromedriver")))
    browser.set_script_timeout(120)
    return browser


def resize(browser: Chrome, width: int, height: int = 800) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500},
    )


def prefer(browser: Chrome, **features: str) -> None:
    """Set what the reader's device prefers, such as ``prefers_color_scheme="dark"``."""
    wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": wanted})


def events(browser: Chrome, method: str) -> list[dict[str, Any]]:
    """Return what DevTools reported of one kind since it was last asked."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return [message["params"] for message in messages if message["method"] == method]


def hosts(addresses: Sequence[str]) -> set[str]:
    """Return the hosts that were asked, apart from what the page carries in itself."""
    parts = [urlsplit(address) for address in addresses]
    return {part.hostname or part.scheme for part in parts if part.scheme not in ("data", "blob")}
