"""The recipes of the README work as they stand: each is run against a server over the seeds.

A recipe is a fenced block of `sh`, `python` or `js` that asks the server. A block of `text` right
behind it is what it prints, `…` standing for anything. Blocks of `sh` with an answer in JSON behind
them are examples, and belong to `test_readme`.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT

ADDRESS = "http://127.0.0.1:8000"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n(?:\n*^```(\w+)\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)
_IMPORT = re.compile(r"^(?:import|from) (\w+)", re.MULTILINE)


class Recipe(NamedTuple):
    """A block, and what it is said to print; None where the README does not say."""

    language: str
    code: str
    prints: str | None


def recipes(text: str) -> Iterator[Recipe]:
    """The recipes in a text of Markdown."""
    at = 0
    while block := _BLOCK.search(text, at):
        language, code, behind, shown = block.groups()
        # What is behind a block is a block itself, unless it is what that prints.
        at = block.end() if behind in {"text", "json"} else block.start(2) + len(code) + len("```\n")
        if language in {"sh", "python", "js"} and ADDRESS in code and behind != "json":
            yield Recipe(language, code, shown if behind == "text" else None)


RECIPES = list(recipes((ROOT / "README.md").read_text("utf-8")))


def command(recipe: Recipe, code: str) -> list[str]:
    """What runs a recipe; skips the test where that is not installed."""
    program = {"sh": "bash", "js": "node", "python": sys.executable}[recipe.language]
    if recipe.language == "sh" and not shutil.which("curl"):
        pytest.skip("curl is not installed")
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    if recipe.language == "python":
        for module in _IMPORT.findall(code):
            if find_spec(module) is None:
                pytest.skip(f"{module} is not installed")
        return [program, "-c", code]
    if recipe.language == "js":
        return [program, "--input-type=module", "-e", code]
    return [program, "-euo", "pipefail", "-c", code]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda one: f"{one.language}: {one.code[:40]!r}")
def test_a_recipe_does_what_it_says(server: str, tmp_path: Path, recipe: Recipe) -> None:
    code = recipe.code.replace(ADDRESS, server)
    done = subprocess.run(
        command(recipe, code), cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    if recipe.prints is not None:
        pattern = ".*?".join(map(re.escape, recipe.prints.strip().split("…")))
        assert re.fullmatch(pattern, done.stdout.strip(), re.DOTALL), done.stdout


def test_recipes_are_found_with_what_they_print() -> None:
    text = (
        f"```sh\ncurl {ADDRESS}\n```\n\n```json\n{{}}\n```\n"
        f"```js\nfetch('{ADDRESS}')\n```\n\nprints\n\n```python\nx = '{ADDRESS}'\n```\n\n```text\n5\n```\n"
        "```sh\nmake run\n```\n"
    )
    assert [(one.language, one.prints) for one in recipes(text)] == [("js", None), ("python", "5\n")]


def test_the_readme_has_recipes() -> None:
    assert {recipe.language for recipe in RECIPES} >= {"python"}
