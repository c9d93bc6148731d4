"""The document passes two linters, and clients that are made from it fetch the seeds.

The linters and generators come from `make clients`; without them these tests are skipped.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import application
from tests.api.every import DOCUMENT
from tests.conftest import ROOT, SEEDS

CLIENTS = ROOT / "tests" / "clients"
MODULES = CLIENTS / "node_modules"
GENERATOR = CLIENTS / ".venv" / "bin" / "openapi-python-client"
QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}

needs_node = pytest.mark.skipif(
    not shutil.which("node") or not MODULES.is_dir(),
    reason="node or its packages are not here: `make clients` installs the packages",
)
needs_generator = pytest.mark.skipif(
    not GENERATOR.exists(), reason="openapi-python-client is not here: `make clients` installs it"
)

FOUND = {
    "ids": sorted(path.stem for path in SEEDS.glob("*.txt")),
    "wrong": 0,
    "german": ["000_b7461130d6234fba", "002_f2247bdb1d6dd84f", "004_918a3ce10e0930b5"],
    "missing": "not_found",
    "allowed": ["fr-dgsi", "dz-dgsi"],
    "read": ["FR", "MA"],
}
"""What each client finds in the seeds."""


def run(command: Sequence[str | Path], cwd: Path) -> str:
    """What a command prints; it has to end well."""
    environment = {**os.environ, **QUIET}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module", params=["open", "with keys"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document in a file, of a server that is open and of one that asks for a key."""
    keys = ("one",) if request.param == "with keys" else ()
    path = tmp_path_factory.mktemp("document") / "openapi.json"
    path.write_text(json.dumps(application("sqlite:///none.db", api_keys=keys).openapi()), "utf-8")
    return path


@needs_node
def test_redocly_recommends_nothing_else(written: Path) -> None:
    linter = MODULES / "@redocly" / "cli" / "bin" / "cli.js"
    told = run(["node", linter, "lint", written, "--config", "redocly.yaml", "--format=json"], CLIENTS)
    found = json.loads(told)
    assert found["totals"] == {"errors": 0, "warnings": 0, "ignored": 0}, found["problems"]


@needs_node
def test_spectral_recommends_nothing_else(written: Path) -> None:
    linter = MODULES / "@stoplight" / "spectral-cli" / "dist" / "index.js"
    told = run(
        ["node", linter, "lint", written, "--ruleset", ".spectral.yaml", "--format=json", "--quiet",
         "--fail-severity=hint"],
        CLIENTS,
    )  # fmt: skip
    assert json.loads(told) == []


def document_in(folder: Path) -> Path:
    path = folder / "openapi.json"
    path.write_text(json.dumps(DOCUMENT), "utf-8")
    return path


@needs_node
def test_a_typescript_client_compiles_under_strict_settings_and_fetches_the_seeds(
    tmp_path: Path, server: str
) -> None:
    document = document_in(tmp_path)
    for name in ("seeds.ts", "tsconfig.json", "package.json"):
        shutil.copy(CLIENTS / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(MODULES)
    generator = MODULES / "openapi-typescript" / "bin" / "cli.js"
    run(["node", generator, document, "--output", "warraq.d.ts"], tmp_path)
    run(["node", MODULES / "typescript" / "bin" / "tsc", "--project", "."], tmp_path)
    assert json.loads(run(["node", "seeds.js", server], tmp_path)) == FOUND


@needs_generator
def test_a_python_client_compiles_under_strict_settings_and_fetches_the_seeds(
    tmp_path: Path, server: str
) -> None:
    document = document_in(tmp_path)
    shutil.copy(CLIENTS / "seeds.py", tmp_path)
    run(
        [GENERATOR, "generate", "--path", document, "--meta", "none", "--output-path", "warraq_client",
         "--config", CLIENTS / "generator.json", "--fail-on-warning"],
        tmp_path,
    )  # fmt: skip
    python = GENERATOR.with_name("python")
    checks: list[Any] = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--python-executable"]
    run([*checks, python, "-p", "warraq_client"], tmp_path)
    run([*checks, python, "seeds.py"], tmp_path)
    assert json.loads(run([python, "seeds.py", server], tmp_path)) == FOUND
