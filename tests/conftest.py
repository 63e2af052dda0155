"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
