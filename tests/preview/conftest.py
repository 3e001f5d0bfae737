"""A running page and a real Chromium, shared by the browser's tests."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from campaign.folder import Folder
from campaign.making.workers import Workers
from campaign.preview.desk import Desk
from campaign.preview.guard import Guard
from campaign.preview.serve import serving
from tests.conftest import shorten
from tests.letters import DAY

# Chromium asks its maker for nothing, and needs no sandbox of its own where root runs the tests.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# How long a busy machine may take before a test calls something missing.
expect.set_options(timeout=20_000)


@pytest.fixture
def starter(starter: Folder) -> Folder:
    """Return the starter campaign with a short list."""
    return shorten(starter)


class Staying(Workers):
    """Workers that stay when a desk sends them home: there is another desk in a moment."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        pass


@pytest.fixture(scope="session", autouse=True)
def workers_stay() -> Iterator[None]:
    """Have all desks share their workers, each of which takes a second to start."""
    hired: dict[object, Staying] = {}

    def hire(
        count: int, seconds: float, *, modules: tuple[str, ...], patient: bool = False
    ) -> Workers:
        key = (count, seconds, modules, patient)
        if key not in hired:
            hired[key] = Staying(count, seconds, modules=modules, patient=patient)
        return hired[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("campaign.preview.desk.Workers", hire)
        yield
    # Whoever still goes round ends with the letter that is being made.
    for thread in threading.enumerate():
        if thread.name == "rounds":
            thread.join()
    for workers in hired.values():
        Workers.shutdown(workers, wait=False)


@pytest.fixture
def desk(starter: Folder) -> Desk:
    return Desk(starter, DAY)


@pytest.fixture
def guard(desk: Desk) -> Iterator[Guard]:
    """Return the guard of a page that is being served."""
    with serving(desk) as guard:
        yield guard


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: sh script/bootstrap --dev installs it.")
        pytest.skip("Chromium is missing: sh script/bootstrap --dev installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, guard: Guard) -> Iterator[Page]:
    """Return the page with its first letter on it; an error in its console fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console",
        lambda message: errors.append(message.text) if "Content Security" in message.text else None,
    )
    page.goto(guard.link)
    page.locator("#desk[data-sheet]").wait_for()
    yield page
    context.close()
    assert errors == []
