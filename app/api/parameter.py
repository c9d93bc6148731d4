"""A query parameter: how it is documented and what its values may be, said once for both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

MOST_VALUES = 100
"""How often a parameter may be repeated."""


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """One query parameter. `options` are all the values there are, where they can be listed.

    `schema` is what else JSON Schema can say of one value; `example` is one that works on the seeds.
    """

    name: str
    text: str
    example: Any
    repeat: bool = False
    options: tuple[str, ...] = ()
    default: Any = None
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string", "minLength": 1})
    required: bool = False

    def document(self) -> dict[str, Any]:
        """The parameter in the OpenAPI document."""
        one = _choice(self.options) if self.options else dict(self.schema)
        schema = {"type": "array", "items": one, "maxItems": MOST_VALUES} if self.repeat else one
        if self.default is not None:
            schema["default"] = self.default
        document: dict[str, Any] = {
            "name": self.name,
            "in": "query",
            "required": self.required,
            "description": self.text,
            "schema": schema,
        }
        if self.repeat:
            document |= {"style": "form", "explode": True}
        document["example"] = [self.example] if self.repeat else self.example
        return document


def _choice(options: tuple[str, ...]) -> dict[str, Any]:
    """The schema of one of `options`; those that are no word of their own get a name in generated clients."""
    schema: dict[str, Any] = {"type": "string", "enum": list(options)}
    if any(option.startswith("-") for option in options):
        schema["x-enum-varnames"] = [
            f"{option[1:]}_descending" if option.startswith("-") else option for option in options
        ]
    return schema


@cache
def by_name(parameters: tuple[Parameter, ...]) -> Mapping[str, Parameter]:
    """`parameters` by their names."""
    return {parameter.name: parameter for parameter in parameters}


def documented(parameters: tuple[Parameter, ...]) -> dict[str, Any]:
    """What a route says of `parameters` in the OpenAPI document."""
    return {"parameters": [parameter.document() for parameter in parameters]}
