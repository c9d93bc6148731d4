"""The document and the server agree, whatever is asked: requests of all shapes, made by Schemathesis.

No answer is a server's error, has a status or a type that is not documented, lacks what its schema
requires, or takes for good what the document says means nothing.
"""

from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi import checks

from tests.api.every import DOCUMENT

ASKED = 20
"""Requests an operation."""

schema = schemathesis.openapi.from_dict(DOCUMENT)


@schema.parametrize()
@settings(
    max_examples=ASKED, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_every_answer_is_as_documented(case: Any, server: str) -> None:
    # That a name fits its pattern does not mean that anything is called so: 404 and 422 are documented.
    case.call_and_validate(base_url=server, excluded_checks=[checks.positive_data_acceptance])
