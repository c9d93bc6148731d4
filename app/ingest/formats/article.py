"""A file that is one article: raw text, with or without YAML front matter."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import yaml

from app.errors import InputError
from app.ingest.columns import FIELDS, Columns
from app.ingest.decode import decode
from app.ingest.folder import File
from app.ingest.given import Given
from app.ingest.record import Behind, Record, Rejection

LIMIT = 64 << 20
"""Bytes that one article may have: far above any, far below memory."""
_FRONT = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_OPEN = re.compile(r"---[ \t]*\n((?:[^\s:#-][^\n:]*:(?:[ \t][^\n]*)?(?:\n|\Z))+)")
_NAME = re.compile(r"^([^\n:]+):", re.MULTILINE)
_LIST = "It begins with a list between dashes, which is no front matter: it was kept as part of the text."
_COLON = "mapping values are not allowed here"
_LOOKS_MEANT = re.compile(r"[A-Za-z_][\w-]*:(\s|\Z)", re.ASCII)


def read_article(stream: BinaryIO, file: File, given: Given) -> Iterator[Record | Rejection]:
    """The one record of a text file: its text is all that follows the front matter."""
    values, warnings = parse_article(stream, given.columns)
    yield given.take(values, file.id, file.name, warnings, Behind.TAKEN)


def parse_article(stream: BinaryIO, columns: Columns) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The columns of the article that a text file is, its `text` among them, and what was doubtful."""
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise InputError(f"it is larger than {LIMIT >> 20} MiB. Split it into articles")
    text = decode(data)
    values, start, warnings = split_front_matter(text, columns)
    return {**values, "text": text[start:]}, warnings


def split_front_matter(text: str, columns: Columns) -> tuple[dict[str, Any], int, tuple[str, ...]]:
    """The metadata before a text, the offset where the text begins, and what was doubtful.

    Only what is meant as metadata is taken for it: a mapping that names a field, or that has
    ASCII names alone. Dashes around prose are part of the text, and so are those around a list: it is said.
    """
    found = _FRONT.match(text)
    if not found:
        _refuse_open(text, columns)
        return {}, 0, ()
    front = found[1]
    try:
        values = yaml.load(front, _Loader)  # noqa: S506 - a SafeLoader that resolves even less
    except (yaml.YAMLError, InputError) as error:
        if not _LOOKS_MEANT.match(front.lstrip()):
            return {}, 0, ()
        raise InputError(f"its front matter is not YAML: {_short(error)}") from None
    if isinstance(values, list):
        return {}, 0, (_LIST,)
    if not isinstance(values, dict) or not _is_meant(values, columns):
        return {}, 0, ()
    if "text" in (columns.name(name) for name in values):
        raise InputError("its front matter has a text of its own. The text is what follows it")
    return values, found.end(), ()


def _refuse_open(text: str, columns: Columns) -> None:
    """`InputError` where `text` begins with lines that name a field, as front matter that nothing closes."""
    found = _OPEN.match(text)
    if found and any(columns.name(name) in FIELDS for name in _NAME.findall(found[1])):
        raise InputError("its front matter is not closed. Put a line of three dashes behind it")


def _is_meant(values: dict[str, Any], columns: Columns) -> bool:
    return all(name.isascii() for name in values) or any(columns.name(name) in FIELDS for name in values)


def _short(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    where = f" on line {mark.line + 2}" if mark else ""
    advice = ". Put a value with a colon in it in quotation marks" if problem == _COLON else ""
    return f"{problem}{where}{advice}"


class _Loader(yaml.SafeLoader):
    """YAML whose scalars stay as they are written, so that `007` and `2024-09-14` are not rewritten."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise InputError("it has an alias (*name). Write the value out")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        names = [key.value if isinstance(key, yaml.ScalarNode) else None for key, _ in node.value]
        if None in names or len(set(names)) < len(names):
            raise InputError("it names something twice, or by something that is no name")
        return super().construct_mapping(node, deep=deep)


_NULL = "tag:yaml.org,2002:null"
_Loader.yaml_implicit_resolvers = {
    first: kept
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    if (kept := [(tag, pattern) for tag, pattern in resolvers if tag == _NULL])
}
