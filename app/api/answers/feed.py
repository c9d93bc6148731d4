"""An Atom feed (RFC 4287) of articles, each in its own language and direction.

Atom has no attribute for direction. What is shown as XHTML carries `dir` and `lang` of HTML; a title
is plain text, which readers show in the direction of its first letter that has one, so a mark stands
before that letter where it would mislead.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from app import __version__

MEDIA_TYPE = "application/atom+xml"
Item = Mapping[str, Any]
"""An article with its detail and text, as the API answers it."""

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to say (section 2.2)."""
_LANGUAGE = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_ADDRESS = ":/?#[]@!$&'()*+,;=%~"
_LEFTWARD = frozenset({"ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "ks", "mzn", "nqo", "pnb", "ps",
                       "sd", "syr", "ug", "ur", "yi"})  # fmt: skip
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_MARKS = {"rtl": "\N{RIGHT-TO-LEFT MARK}", "ltr": "\N{LEFT-TO-RIGHT MARK}"}
_PARAGRAPHS = frozenset({"lead", "paragraph", "caption", "source"})
_RIGHTS = "The texts belong to their publishers."


class Address(NamedTuple):
    """Where a feed stands: the server's own root, the feed, and its next page, all absolute."""

    root: str
    self: str
    next: str | None


def feed(items: Iterable[Item], address: Address, title: str, asked: str, updated: str) -> Iterator[bytes]:
    """The feed in pieces: its head, then each article.

    `asked` is the question in a fixed wording: the feed's identity; `updated` an instant in RFC 3339,
    when any answer last changed.
    """
    yield _head(address, title, asked, updated).encode()
    for item in items:
        yield _entry(item, address.root).encode()
    yield b"</feed>\n"


def _head(address: Address, title: str, asked: str, updated: str) -> str:
    following = f'<link rel="next" href={_attribute(address.next)}/>\n' if address.next else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        f"<id>{_identity(f'feed?{asked}')}</id>\n"
        f"<title>{_text(title)}</title>\n"
        f"<updated>{updated}</updated>\n"
        "<author><name>Warraq</name></author>\n"
        f'<link rel="self" type="{MEDIA_TYPE}" href={_attribute(address.self)}/>\n'
        f"{following}"
        f'<generator version="{__version__}">Warraq</generator>\n'
        f"<rights>{_RIGHTS}</rights>\n"
    )


def _entry(item: Item, root: str) -> str:
    way = _direction(item)
    here = f"{root}/v1/articles/{quote(item['id'], safe='')}"
    lines = [
        f"<entry{_language(item, 'xml:lang')}>",
        f"<id>{_identity('articles/' + item['id'])}</id>",
        f"<title>{_text(_marked(item['title'] or item['excerpt'] or item['id'], way))}</title>",
        f"<updated>{item['ingested_at']}</updated>",
        *_when(item),
        *_author(item),
        *_links(item, here),
        *_categories(item, root),
        f'<summary type="xhtml">{_xhtml(item, way, [_tagged("p", item["excerpt"])])}</summary>',
        f'<content type="xhtml">{_xhtml(item, way, _paragraphs(item))}</content>',
        "</entry>\n",
    ]
    return "\n".join(lines)


def _when(item: Item) -> Iterator[str]:
    """The day it appeared, where that is known to the day: midnight is all that Atom lets stand for one."""
    published = item["published"]
    if published is not None and published["precision"] == "day":
        yield f"<published>{published['earliest']}T00:00:00Z</published>"


def _author(item: Item) -> Iterator[str]:
    name = item["byline"] or (item["source"] and item["source"]["name"])
    if name:
        yield f"<author>{_tagged('name', name)}</author>"


def _links(item: Item, here: str) -> Iterator[str]:
    """Its page on the web where it has one, and what this server knows of it."""
    url = item["url"]
    if url is not None and _WEB.fullmatch(url):
        yield f'<link rel="alternate" href={_attribute(quote(url, safe=_ADDRESS))}/>'
    yield f'<link rel="alternate" type="application/json" href={_attribute(here)}/>'


def _categories(item: Item, root: str) -> Iterator[str]:
    """The countries and agencies that it mentions, by their names in its language."""
    language = (item["language"] or "").partition("-")[0]
    for scheme, identity in (("countries", "code"), ("agencies", "id")):
        for entity in item[scheme]:
            label = entity["name"].get(language, entity["name"]["en"])
            yield (
                f"<category scheme={_attribute(f'{root}/v1/{scheme}/')} term={_attribute(entity[identity])}"
                f" label={_attribute(label)}/>"
            )


def _paragraphs(item: Item) -> list[str]:
    """The text without what stands around it, by its parts; whole where it has none."""
    found = [
        _tagged("h2" if part["role"] == "heading" else "p", item["text"][part["start"] : part["end"]])
        for part in item["parts"]
        if part["role"] in _PARAGRAPHS or part["role"] == "heading"
    ]
    return found or [_tagged("p", item["text"])]


def _xhtml(item: Item, way: str, pieces: Iterable[str]) -> str:
    inside = "".join(pieces)
    return f'<div xmlns="http://www.w3.org/1999/xhtml" dir="{way}"{_language(item, "lang")}>{inside}</div>'


def _tagged(tag: str, text: str) -> str:
    return f"<{tag}>{_text(text)}</{tag}>"


def _language(item: Item, attribute: str) -> str:
    language = item["language"]
    return f' {attribute}="{language}"' if language and _LANGUAGE.fullmatch(language) else ""


def _direction(item: Item) -> str:
    """The direction of its language; where that is not known, of the first letter that has one."""
    language = item["language"]
    if language:
        return "rtl" if language.lower().partition("-")[0] in _LEFTWARD else "ltr"
    return _first_direction(item["text"]) or "ltr"


def _first_direction(text: str) -> str | None:
    return next((way for char in text if (way := _STRONG.get(unicodedata.bidirectional(char)))), None)


def _marked(text: str, way: str) -> str:
    return text if _first_direction(text) in {way, None} else _MARKS[way] + text


def _identity(what: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'urn:warraq:{what}')}"


def _text(text: str) -> str:
    """Text as XML says it; what XML cannot say is the replacement character."""
    return escape(_UNFIT.sub("\N{REPLACEMENT CHARACTER}", text), {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(_UNFIT.sub("\N{REPLACEMENT CHARACTER}", text))
