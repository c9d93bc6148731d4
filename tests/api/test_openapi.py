"""The document: whole, described to the last field, and true."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files

import httpx
import pytest

from app.api.parameter import MOST_VALUES
from tests.api.conftest import application
from tests.api.every import DOCUMENT, GETS, QUESTIONS, Json, Operation, operations
from tests.conftest import ROOT

SCHEMAS: Json = DOCUMENT["components"]["schemas"]
ALL = list(operations())


def named(operation: Operation) -> str:
    return f"{operation.method} {operation.path}"


every_operation = pytest.mark.parametrize("operation", ALL, ids=named)


def test_the_document_that_is_kept_is_that_of_the_code() -> None:
    kept = json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8"))
    assert kept == DOCUMENT, "the API has changed: `make openapi` writes docs/openapi.json anew"


def test_the_document_is_that_which_is_served(client: httpx.Client) -> None:
    served = client.get("/openapi.json")
    assert served.headers["content-type"] == "application/json"
    assert served.json() == DOCUMENT


def test_it_says_whose_what_is() -> None:
    info = DOCUMENT["info"]
    assert DOCUMENT["openapi"].startswith("3.1.")
    assert info["license"]["identifier"] == "MIT"
    assert "The texts belong to their publishers." in info["description"]
    assert info["contact"]
    assert DOCUMENT["servers"]


def test_every_operation_can_be_called_by_a_name_of_its_own() -> None:
    names = [operation.told["operationId"] for operation in ALL]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)+", name) for name in names)


@every_operation
def test_every_operation_is_described_and_tagged(operation: Operation) -> None:
    tags = {tag["name"] for tag in DOCUMENT["tags"] if tag["description"]}
    assert operation.told["summary"]
    assert operation.told["description"].rstrip().endswith((".", "|"))  # the end of a sentence or a table
    assert operation.told["tags"]
    assert set(operation.told["tags"]) <= tags


@every_operation
def test_every_parameter_is_described_and_has_an_example(operation: Operation) -> None:
    for parameter in operation.told.get("parameters", []):
        assert parameter["description"].endswith((".", "?")), parameter["name"]
        schema = parameter["schema"]
        if parameter["name"] != "cursor":  # which only a page can give
            assert "example" in parameter or "examples" in schema, parameter["name"]
        if schema.get("type") == "array":
            assert schema["maxItems"] == MOST_VALUES


def test_every_tag_is_used() -> None:
    used = {tag for operation in ALL for tag in operation.told["tags"]}
    assert {tag["name"] for tag in DOCUMENT["tags"]} == used


def fields() -> Iterator[tuple[str, str, Json]]:
    for name, schema in SCHEMAS.items():
        for field, shape in schema.get("properties", {}).items():
            yield name, field, shape


def test_every_schema_and_every_field_is_described() -> None:
    for name, schema in SCHEMAS.items():
        assert schema["description"], name
    for name, field, shape in fields():
        assert shape.get("description") or "$ref" in shape, (name, field)


def test_every_field_shows_an_example_or_is_of_a_shape_that_does() -> None:
    bare = [
        (name, field)
        for name, field, shape in fields()
        if not shape.get("examples") and "#/components/schemas/" not in str(shape)
    ]
    assert bare == []


def test_every_component_is_there_and_is_needed() -> None:
    needed = set(re.findall(r"#/components/([\w/-]+)", str(DOCUMENT)))
    there = {f"{kind}/{name}" for kind, ones in DOCUMENT["components"].items() for name in ones}
    assert needed == there


@every_operation
def test_errors_are_documented_where_they_can_happen(operation: Operation) -> None:
    expected = {"200", "422"}
    if operation.method == "post":
        expected |= {"413"}
    elif operation.path.startswith("/v1/"):
        expected |= {"304", "503"} | ({"404"} if "{" in operation.path else set())
    elif operation.path == "/readyz":
        expected |= {"503"}
    assert set(operation.told["responses"]) == expected


@pytest.mark.parametrize("operation", QUESTIONS, ids=named)
def test_headers_are_documented_and_sent(server: str, operation: Operation) -> None:
    headers = operation.told["responses"]["200"]["headers"]
    assert {"ETag", "Cache-Control", "Vary"} <= set(headers)
    cursor = any(parameter["name"] == "cursor" for parameter in operation.told.get("parameters", ()))
    assert ("Link" in headers) == cursor
    with httpx.Client(base_url=server, timeout=30) as one:
        sent = one.get(operation.url).headers
    assert {name.lower() for name in headers} - {"link"} <= set(sent)


def test_the_examples_work_together(client: httpx.Client) -> None:
    """A reader who tries out an operation with all its examples filled in is not refused."""
    for operation in GETS:
        query: list[tuple[str, str | int | float | bool | None]] = []
        for parameter in operation.told.get("parameters", []):
            if parameter["in"] == "query" and "example" in parameter:
                example = parameter["example"]
                values = example if isinstance(example, list) else [example]
                query += [(parameter["name"], str(value)) for value in values]
        if "{" not in operation.path:
            assert client.get(operation.path, params=query).status_code == 200, (operation.path, query)


def test_keys_are_documented_only_where_there_are_any(database: str) -> None:
    assert "securitySchemes" not in DOCUMENT["components"]
    locked = application(database, api_keys=("one",)).openapi()
    assert locked["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    for operation in operations(locked):
        needed = operation.path.startswith("/v1/")
        assert operation.told.get("security") == ([{"key": []}] if needed else None)
        assert ("401" in operation.told["responses"]) == needed


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_the_pages_need_nothing_from_elsewhere(client: httpx.Client, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    needed = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(needed) >= 2
    for url in needed:
        assert url.startswith("/assets/")
        found = client.get(url)
        assert found.status_code == 200
        assert len(found.content) > 200


@pytest.mark.parametrize("package", ["swagger-ui", "redoc"])
def test_what_is_shipped_comes_with_its_licence(package: str) -> None:
    folder = files("app.api").joinpath("assets", package)
    assert folder.joinpath("LICENSE").read_text("utf-8").strip()


def test_the_root_leads_to_the_documents(client: httpx.Client) -> None:
    assert client.get("/", follow_redirects=False).headers["location"] == "/docs"
