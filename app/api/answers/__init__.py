"""What the API answers with: each shape as a type, and the function that makes one.

Answers are plain dicts, written straight to JSON; the types describe them in the OpenAPI document,
and tests hold every answer to its type.
"""

from typing import Any

from pydantic import Field


def said(description: str, *examples: Any) -> Any:
    """A field's description and examples for the OpenAPI document."""
    return Field(description=description, examples=list(examples) or None)
