"""The places that a dateline may name, from `data/places.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from app.gazetteer.outlets import name_key


class Places(NamedTuple):
    """The keys of their names."""

    cities: frozenset[str]
    countries: frozenset[str]


@cache
def load_places() -> Places:
    """What the file says; read once."""
    data = tomllib.loads(files("app.reading").joinpath("data/places.toml").read_text("utf-8"))
    return Places(*(frozenset(map(name_key, data[name])) for name in Places._fields))
