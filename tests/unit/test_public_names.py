"""The public names, and the examples in the documentation."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import retell

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "numpy",
    "rapidfuzz",
    "nupunkt",
    "networkx",
    "trafilatura",
    "pyarrow",
    "rich",
    "click",
    "onnxruntime",
)


@pytest.mark.parametrize("name", retell.__all__)
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(retell, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'plagiarism'"):
        retell.plagiarism  # noqa: B018 - asking is the point


def test_importing_the_package_imports_nothing_heavy() -> None:
    asked = f"import sys, retell; print([name for name in {HEAVY} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_function_trace_survives_the_import_of_its_module() -> None:
    asked = "import retell.tracing, retell; print(callable(retell.trace))"
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "True"


@pytest.mark.parametrize("page", ["README.md"])
def test_the_python_examples_run(page: str) -> None:
    for code in re.findall(r"```python\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL):
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)


@pytest.mark.parametrize(
    "page", [path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))]
)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text):
        assert ((ROOT / page).parent / target).exists(), target


def test_the_version_is_the_one_that_is_packaged() -> None:
    packaged = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert packaged is not None
    assert retell.__version__ == packaged[1]


def test_the_version_is_the_one_in_json_reports() -> None:
    from retell.report.build import report
    from retell.report.to_json import compared

    made = report(retell.compare(retell.from_text("The pier closed."), retell.from_text("The pier shut.")))
    assert compared(made)["retell"] == retell.__version__
