"""The words of the layout: no list says one twice, and what announces a name does so in one way."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from itertools import combinations
from typing import Any

import pytest

from app.gazetteer.outlets import name_key
from app.reading.layout.element import CUES
from app.reading.layout.furniture import load_layout


def lists(table: dict[str, Any], name: str) -> Iterator[tuple[str, list[str]]]:
    for key, value in table.items():
        path = f"{name}.{key}"
        yield from lists(value, path) if isinstance(value, dict) else [(path, value)]


LISTS = {
    path: words
    for name in ("layout", "people", "places")
    for path, words in lists(
        tomllib.loads(files("app.reading").joinpath(f"data/{name}.toml").read_text("utf-8")), name
    )
}


@pytest.mark.parametrize("path", LISTS)
def test_no_list_says_a_word_twice(path: str) -> None:
    assert [key for key, count in Counter(map(name_key, LISTS[path])).items() if count > 1] == []


@pytest.mark.parametrize(("one", "other"), list(combinations(CUES, 2)))
def test_a_cue_to_a_name_is_of_one_kind(one: str, other: str) -> None:
    assert load_layout().lists[one].isdisjoint(load_layout().lists[other])
