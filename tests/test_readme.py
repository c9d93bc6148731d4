"""The README says what is: its tables are the code's, its examples are answered as it shows."""

import json
import re
import shlex
from typing import Any

import httpx
import pytest
import typer.main

from app.cli.commands import cli
from app.settings import Settings
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```sh\n(curl [^`]*?)```\n+```json\n(.*?)```", README, re.DOTALL)
ELISION = "…"


def table(heading: str) -> dict[str, list[str]]:
    """The rows of the table under a heading, by their first cell without its back quotes."""
    section = README.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("| `")
    ]
    return {row[0].strip("`"): row[1:] for row in rows}


def test_the_settings_table_is_the_settings() -> None:
    expected = {}
    for name, field in Settings.model_fields.items():
        default = field.default
        shown = ",".join(default) if isinstance(default, tuple) else "" if default is None else str(default)
        expected[f"WARRAQ_{name.upper()}"] = [f"`{shown}`" if shown else "", field.description]
    assert table("Settings") == expected


def test_the_commands_table_names_every_command_and_no_other() -> None:
    group = typer.main.get_command(cli)
    commands = set(getattr(group, "commands", {}))
    assert {name.split()[1] for name in table("Commands")} == commands


def test_the_endpoints_table_is_the_openapi_document(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    operations = {
        f"{method.upper()} {path}"
        for path, item in document["paths"].items()
        for method in item
        if method in {"get", "post"}
    }
    assert set(table("Endpoints")) == operations


def test_the_map_of_the_code_names_every_room() -> None:
    rooms = {path.name for path in (ROOT / "app").iterdir() if path.suffix == ".py" or path.is_dir()}
    named = set(re.findall(r"^  ([\w.]+)/? ", README.split("## The code\n")[1], re.MULTILINE))
    assert named == rooms - {"__init__.py", "__main__.py", "__pycache__"}


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 3


@pytest.mark.parametrize(("command", "shown"), EXAMPLES)
def test_an_example_is_answered_as_shown(client: httpx.Client, command: str, shown: str) -> None:
    words = shlex.split(command.replace("\\\n", " "))
    urls = [word for word in words if word.startswith("http")]
    data = [words[i + 1] for i, word in enumerate(words) if word in {"-d", "--data-urlencode"}]
    assert len(urls) == 1
    url = httpx.URL(urls[0])
    params = httpx.QueryParams([*url.params.multi_items(), *(split_pair(pair) for pair in data)])
    answer = client.get(url.path, params=params)
    assert answer.status_code == 200, answer.text
    assert_shows(json.loads(shown), answer.json(), at="answer")


def split_pair(pair: str) -> tuple[str, str]:
    name, _, value = pair.partition("=")
    return name, value


def assert_shows(shown: Any, real: Any, at: str) -> None:
    """What is shown is in the real answer, word for word; `…` stands for what is left out."""
    if isinstance(shown, dict):
        assert isinstance(real, dict), at
        for name in shown.keys() - {ELISION}:
            assert name in real, f"{at} has no {name}"
            assert_shows(shown[name], real[name], f"{at}.{name}")
        assert ELISION in shown or shown.keys() == real.keys(), f"{at} leaves something out unsaid"
    elif isinstance(shown, list):
        whole = shown[:-1] if shown and shown[-1] == ELISION else shown
        assert len(real) > len(whole) if whole != shown else len(real) == len(whole), at
        for i, item in enumerate(whole):
            assert_shows(item, real[i], f"{at}[{i}]")
    elif isinstance(shown, str) and shown.endswith(ELISION) and isinstance(real, str):
        assert real.startswith(shown[:-1]), at
    else:
        assert shown == real, at
