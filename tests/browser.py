"""A real browser for the tests that look at a page as a reader does."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "chrome")
# A browser that calls home would be mistaken for a page that does.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str | None:
    """Return the path of the installed Chromium or Chrome, or None."""
    return next((path for command in COMMANDS if (path := shutil.which(command))), None)


@pytest.fixture
def chromium_page() -> Iterator[Page]:
    """Give a fresh page; without a browser skip the test, but fail it where the environment variable CI is set."""
    executable = find_chromium()
    if executable is None:
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up(f"no browser is installed (looked for {', '.join(COMMANDS)})")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=QUIET)
        try:
            yield browser.new_page(locale="en-GB", viewport={"width": 1280, "height": 900})
        finally:
            browser.close()
