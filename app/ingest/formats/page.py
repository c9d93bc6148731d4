"""HTML: a page that is one article. The main text is what trafilatura takes for it."""

import codecs
import re
from collections.abc import Mapping
from typing import Any, BinaryIO, NamedTuple

from app.errors import InputError
from app.ingest.charset import detect
from app.ingest.decode import check, decode, newlines
from app.reading.language import find_language, language_code

LIMIT = 64 << 20
"""Bytes that one page may have."""
_PARAGRAPHS = "\n\n"
"""What stands between the blocks of a page, so that none is taken for a wrapped line of the one before."""
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD_BYTES = 4096
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
"""Names that stand for more than they say (WHATWG Encoding, section 4.2)."""


class Extract(NamedTuple):
    """What a page holds: values by field, and warnings."""

    values: Mapping[str, Any]
    warnings: tuple[str, ...] = ()


def extract(stream: BinaryIO) -> Extract:
    """The main text of a page and what its markup says of it.

    `InputError` when it is no text, or has no main text.
    """
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise InputError(f"it is larger than {LIMIT >> 20} MiB, which no page is")
    source = _XML_DECLARATION.sub("", _decode(data), count=1)
    if not source.strip():
        raise InputError("it is empty")
    # Both take long to import, and most corpora have no page.
    from lxml import etree, html  # type: ignore[import-untyped]

    from app.ingest.formats.author import find_author
    from app.ingest.formats.markup import read_markup

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(source.encode(), parser=parser)
        markup = read_markup(tree)
        lines = _main_lines(tree)
        author = find_author(tree, lines, markup.values.get("source"))
        lines = [line for line in lines if _line(line) not in author.lines]
    except (etree.LxmlError, RecursionError) as error:
        raise InputError(f"it is no HTML that can be read ({type(error).__name__})") from None
    if lines and _line(lines[0]) == _line(markup.values.get("title") or ""):
        del lines[0]  # the headline is the title, which stands apart
    if not lines:
        raise InputError("no main text was found in it, only menus, links or nothing")
    text = _PARAGRAPHS.join(lines)
    values = {**markup.values, "text": text}
    if author.name:
        values.setdefault("byline", author.name)
    return _checked(Extract(values, markup.warnings), find_language(text))


def _checked(page: Extract, found: str | None) -> Extract:
    """`page` without the language it declares, where its text is plainly in another one.

    Templates say `en` of whatever is put into them.
    """
    declared = page.values.get("language")
    if not declared or not found or language_code(declared) == found:
        return page
    values = {name: value for name, value in page.values.items() if name != "language"}
    return Extract(
        values, (*page.warnings, f"The page declares the language {declared}; its text is {found}.")
    )


def _main_lines(tree: Any) -> list[str]:
    """The blocks of the main text; none where all that was found are links."""
    from trafilatura import bare_extraction

    links = {_line(link.text_content()) for link in tree.iter("a")}
    found = bare_extraction(tree, include_comments=False, prune_xpath="//noscript")
    text: str = getattr(found, "text", None) or ""
    lines = text.splitlines()
    return [] if all(_line(line.removeprefix("- ")) in links for line in lines) else lines


def _line(text: str) -> str:
    return " ".join(text.split())


def _decode(data: bytes) -> str:
    """The page's text; in the encoding that it declares only where its bytes prove none."""
    declared = _DECLARED.search(data, 0, _HEAD_BYTES)
    if declared and detect(data) is None and b"\0" not in data:
        try:
            name = codecs.lookup(declared[1].decode()).name
            text = data.decode(_AS_BROWSERS_DO.get(name, name))
        except (LookupError, UnicodeError):
            pass
        else:
            check(text)
            return newlines(text)
    return decode(data)
