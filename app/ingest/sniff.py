"""Which format standard input is in, told by how it begins."""

import re

from app.errors import InputError
from app.ingest.charset import detect
from app.ingest.columns import Columns
from app.ingest.formats.jsonlines import parse
from app.ingest.formats.table import DELIMITERS, SAID, header_names

_HTML = re.compile(
    r"<(!doctype\s+html|(html|head|body|title|meta|article|main|div|p|h1)\b|!--|\?xml)", re.IGNORECASE
)
_OPEN = ("{", "[", ",", ":")


def sniff(sample: bytes, columns: Columns) -> str:
    """The ending that a file would have which begins with `sample`; `.txt` where nothing else shows.

    A line of JSON is JSON Lines, a list or an object of several lines JSON. A table is known by its column
    `text`, or the one that `--map` makes it.
    """
    encoding = detect(sample, whole=False) or "utf-8"
    text = sample.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    line, more, _ = text.partition("\n")
    if text.startswith("{"):
        return ".json" if more and line.rstrip().endswith(_OPEN) and not _is_json(line) else ".jsonl"
    if text.startswith("["):
        return ".json"
    if _HTML.match(text):
        return ".html"
    said = SAID.match(text)
    header = text[said.end() :].partition("\n")[0] if said else line
    for delimiter in DELIMITERS:
        try:
            names = header_names(header, delimiter)
        except InputError:
            continue
        if len(names) > 1 and "text" in map(columns.name, names):
            return ".csv"
    return ".txt"


def _is_json(line: str) -> bool:
    try:
        parse(line)
    except InputError:
        return False
    return True
