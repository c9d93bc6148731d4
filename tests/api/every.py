"""Every operation of the document, and how to ask for it: what tests of all paths go through."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

from app.main import create_app
from app.settings import Settings

Json = dict[str, Any]

DOCUMENT: Json = create_app(Settings(_env_file=None, database_url="sqlite:///none.db")).openapi()


class Operation(NamedTuple):
    """One operation; `url` is one that the seeds have an answer for."""

    path: str
    method: str
    told: Json

    @property
    def url(self) -> str:
        """Its path with the examples filled in, and the required parameters of the query."""
        path, query = self.path, []
        for parameter in self.told.get("parameters", ()):
            if not parameter["required"]:
                continue
            shown = parameter["example"]
            value = quote(str(shown[0] if isinstance(shown, list) else shown), safe="")
            if parameter["in"] == "path":
                path = path.replace(f"{{{parameter['name']}}}", value)
            else:
                query.append(f"{parameter['name']}={value}")
        return path + ("?" + "&".join(query) if query else "")


def operations(document: Json = DOCUMENT) -> Iterator[Operation]:
    """All operations, in the document's order."""
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            yield Operation(path, method, told)


GETS = [operation for operation in operations() if operation.method == "get"]
QUESTIONS = [operation for operation in GETS if operation.path.startswith("/v1/")]
URLS = [operation.url for operation in GETS]
QUESTION_URLS = [operation.url for operation in QUESTIONS]
PAGES = ["/docs", "/redoc", "/openapi.json", "/problems", "/problems/not_found", "/assets/swagger-ui.css"]
"""Documents, which the document does not name."""
