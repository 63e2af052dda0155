"""Chromium, driven by Playwright; without it these tests say so, and where CI runs it is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from retell.document.load import read
from retell.stores import opened
from retell.stores.adding import added
from retell.stores.settling import settled
from retell.web.app import application
from retell.web.guard import Door
from retell.web.service import Service

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAMES = ("chromium", "chromium-browser", "google-chrome")
GRAVE = ("serious", "critical")


def _chromium() -> str | None:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI") and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-q"], check=False)
        subprocess.run(["apt-get", "install", "-qy", "--no-install-recommends", "chromium"], check=True)
        found = shutil.which("chromium")
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for one module: while its driver is open, no test of this thread can run a loop."""
    path = _chromium()
    if path is None:
        pytest.skip("needs Chromium: install Debian's chromium")
    with sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which nothing may go wrong unseen."""
    context = browser.new_context(viewport={"width": 1380, "height": 1000})
    made = context.new_page()
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    made.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    yield made
    context.close()
    assert errors == []


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service over an archive of the examples."""
    folder = tmp_path_factory.mktemp("site")
    paths = [str(EXAMPLES / name) for name in ("court", "ferry")]
    with opened(str(folder / "archive.db"), create=True) as store:
        for _ in added(store, read(paths)):
            pass
        settled(store)
        app = application(Service(store=store), Door(), folder / "jobs")
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def faults(browser: Browser, address: str) -> list[str]:
    """What axe-core finds grave on a page, or that it scrolls sideways: wide, dark and narrow."""
    found: list[str] = []
    for width, scheme in ((1380, "light"), (1380, "dark"), (420, "light")):
        context = browser.new_context(
            viewport={"width": width, "height": 1000},
            color_scheme="dark" if scheme == "dark" else "light",
            bypass_csp=True,
        )
        page = context.new_page()
        page.goto(address)
        for one in Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]:
            if one["impact"] in GRAVE:
                found.append(json.dumps([width, scheme, one["id"], one["nodes"][0]["html"][:200]]))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{width} {scheme}: scrolls sideways")
        context.close()
    return found
