"""The document: whole, described to the last field, and true."""

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import httpx
import pytest

from app.api.parameter import MOST_VALUES
from tests.api.conftest import application

Json = dict[str, Any]


@pytest.fixture(scope="module")
def document(client: httpx.Client) -> Json:
    found: Json = client.get("/openapi.json").json()
    return found


def operations(document: Json) -> Iterator[tuple[str, Json]]:
    for path, methods in document["paths"].items():
        for operation in methods.values():
            yield path, operation


def test_every_operation_can_be_called_by_a_name_of_its_own(document: Json) -> None:
    names = [operation["operationId"] for _, operation in operations(document)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"(list|get|annotate)_[a-z_]+", name) for name in names)


def test_every_operation_is_described_and_tagged(document: Json) -> None:
    tags = {tag["name"] for tag in document["tags"] if tag["description"]}
    for path, operation in operations(document):
        assert operation["summary"], path
        assert operation["description"], path
        assert set(operation["tags"]) <= tags, path


def test_every_parameter_is_described_and_has_an_example(document: Json) -> None:
    for path, operation in operations(document):
        for parameter in operation.get("parameters", []):
            where = (path, parameter["name"])
            assert parameter["description"].endswith((".", "?")), where
            schema = parameter["schema"]
            if parameter["name"] != "cursor":  # which only a page can give
                assert "example" in parameter or "examples" in schema, where
            if schema.get("type") == "array":
                assert schema["maxItems"] == MOST_VALUES


def test_every_field_is_described(document: Json) -> None:
    for name, schema in document["components"]["schemas"].items():
        assert schema["description"], name
        for field, shape in schema["properties"].items():
            told = shape.get("description") or "$ref" in shape
            assert told, (name, field)


def test_every_schema_that_is_named_is_there(document: Json) -> None:
    named = set(re.findall(r"#/components/(\w+/\w+)", str(document)))
    there = {f"{kind}/{name}" for kind, ones in document["components"].items() for name in ones}
    assert named <= there
    assert {name for name in there if name.startswith("schemas/")} <= named


def test_errors_are_documented_where_they_can_happen(document: Json) -> None:
    for path, operation in operations(document):
        if "requestBody" in operation:
            assert set(operation["responses"]) == {"200", "413", "422"}, path
        elif path.startswith("/v1/"):
            expected = {"200", "304", "422", "503"} | ({"404"} if "{" in path else set())
            assert set(operation["responses"]) == expected, path


def test_the_examples_work_together(client: httpx.Client, document: Json) -> None:
    """A reader who tries out an operation with all its examples filled in is not refused."""
    for path, operation in operations(document):
        query: list[tuple[str, str | int | float | bool | None]] = []
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "query" and "example" in parameter:
                example = parameter["example"]
                values = example if isinstance(example, list) else [example]
                query += [(parameter["name"], str(value)) for value in values]
        if "{" not in path and "requestBody" not in operation:
            assert client.get(path, params=query).status_code == 200, (path, query)


def test_keys_are_documented_only_where_there_are_any(database: str, document: Json) -> None:
    assert "securitySchemes" not in document["components"]
    locked = application(database, api_keys=("one",)).openapi()
    assert locked["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    assert locked["paths"]["/v1/articles"]["get"]["security"] == [{"key": []}]
    assert "401" in locked["paths"]["/v1/articles"]["get"]["responses"]
    assert "security" not in locked["paths"]["/healthz"]["get"]


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
