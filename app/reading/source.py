"""Which outlet an article is from, by what is known of it, its URL, and what its head and foot say."""

import re
from collections.abc import Sequence
from functools import lru_cache

from app.gazetteer.outlets import load_outlets, name_key
from app.reading.layout.block import Piece
from app.reading.layout.furniture import load_layout
from app.reading.layout.parts import Layer
from app.reading.model import Claim, Evidence, Known, Provenance, Source
from app.text.span import Span, trim

_JOINS = re.compile(r"[/+,\u060c;\u061b|&]|\s[\-\u2010-\u2015]\s")
_EDGES = " \t\n\r\u00a0.:\u00ab\u00bb\"\u201c\u201d'()[]-\u2013\u2014*"
_ORDER = ("label", "line", "credit", "agency", "tail")
"""Which statement of the page goes first: a labelled source, a line of its own, a name in the credit …"""


@lru_cache(maxsize=1 << 10)
def name_source(name: str) -> Source:
    """The source that a person means by `name`: an outlet of the list, or one known by that name only."""
    found = load_outlets().find(name, announced=True)
    if len(found) == 1:
        outlet = found[0]
        return Source(outlet.id, outlet.name, outlet.country)
    written = " ".join(name.split())
    return Source(name_key(name).replace(" ", "-") or written, written, None)


def find_source(text: str, layer: Layer, known: Known) -> tuple[Claim | None, Source | None]:
    """The claim about the source and the source it names; metadata first, then the page."""
    if known.source and known.source.strip():
        return Claim(known.source, "metadata", None), name_source(known.source)
    outlet = load_outlets().of_url(known.url) if known.url else None
    if outlet:
        return Claim(outlet.name, "metadata", None), Source(outlet.id, outlet.name, outlet.country)
    stated = [piece for piece in (*layer.head, *layer.body, *layer.foot) if piece.role == "source"]
    for piece in sorted(stated, key=lambda piece: _ORDER.index(piece.note)):
        span = _named(text, piece)
        if span:
            surface = span.of(text)
            provenance: Provenance = "body" if piece in layer.foot or piece.note == "tail" else "header"
            return Claim(surface, provenance, Evidence("text", *span, surface)), name_source(surface)
    return None, None


def _named(text: str, piece: Piece) -> Span | None:
    """Where `piece` names one source: the first known one, else all it says, if it is not just "agencies"."""
    if piece.value is None:
        return None
    names = [span for span in _split(text, piece.value) if not _says_nothing(span.of(text))]
    known = [span for span in names if len(load_outlets().find(span.of(text), announced=True)) == 1]
    return next(iter(known or names), None)


def _says_nothing(name: str) -> bool:
    key = name_key(name)
    return not key or key in load_layout().lists["source.agencies"]


def _split(text: str, value: Span) -> Sequence[Span]:
    whole = _bare(text, *value)
    if load_outlets().find(whole.of(text), announced=True):
        return [whole]
    joins = [value.start + at for match in _JOINS.finditer(value.of(text)) for at in match.span()]
    cuts = [value.start, *joins, value.end]
    return [_bare(text, start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=True)]


def _bare(text: str, start: int, end: int) -> Span:
    """The span without white space, quotes and brackets around it."""
    start, end = trim(text, start, end)
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)
