"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says something of the machine, and nothing of the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public corpora beside the checkout; the test is skipped where it is absent."""
    for place in (ROOT.parent / "shared", ROOT / "shared"):
        if (place / "data").is_dir():
            return place
    if os.environ.get("CI"):
        pytest.fail("the public corpora (../shared) are absent, and in CI nothing may be skipped")
    pytest.skip("needs the public corpora in ../shared")
