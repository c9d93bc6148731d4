"""One raw text, wholly read: parts, title, byline, source, dates, publication, language, mentions."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import starmap

from app.garbage import uncollected
from app.gazetteer.load import load
from app.reading.dates.expressions import DateReading, read_dates
from app.reading.language import find_language, language_code
from app.reading.layout.block import Piece
from app.reading.layout.parts import Layer, find_parts
from app.reading.mentions.find import Finder
from app.reading.model import (
    Claim,
    DateExpression,
    Evidence,
    Known,
    Part,
    Provenance,
    Published,
    Reading,
    Role,
)
from app.reading.published import find_published
from app.reading.source import find_source
from app.text.fold import Folded, fold

_EXCERPT = 200
_SPACE = re.compile(r"\s+")


def read(text: str, known: Known = Known()) -> Reading:  # noqa: B008 - Known is frozen
    """All that is understood of `text`. `known` is what a person says of it, and wins.

    Any string is read; what cannot be told stays None. Dates count from the publication day where
    it is known to the day, else from `known.reference`.
    """
    (reading,) = read_all([(text, known)])
    return reading


@uncollected()
def read_all(articles: Iterable[tuple[str, Known]]) -> tuple[Reading, ...]:
    """As `read`, for each of several; where one cannot be read, none is.

    All take a step of reading before any takes the next, which then finds its code and data still in the
    processor's caches: a few hundred texts are read in two thirds of the time that each for itself takes.
    """
    steps = list(zip(*starmap(_steps, articles), strict=True))
    return tuple(filter(None, steps[-1])) if steps else ()


def _steps(text: str, known: Known) -> Iterator[Reading | None]:
    """Reads one text. The last step gives its reading, those before it nothing."""
    title_field = known.title if known.title and known.title.strip() else None
    folded, title_folded = fold(text), fold(title_field or "")
    yield None
    language = language_code(known.language) if known.language else find_language(text)
    yield None
    hits, title_hits = load().matcher.find(folded), load().matcher.find(title_folded)
    yield None
    rough = read_dates(folded, _reference(known.published, known))
    yield None
    layer = find_parts(folded, rough.expressions, title_folded if title_field else None)
    yield None
    published, doubts = find_published(text, layer, rough, known)
    reference = _reference(published, known)
    dates = _unnamed(_settled(folded, rough, reference, known), layer)
    title_dates = read_dates(title_folded, reference, "title")
    claim, source = find_source(text, layer, known)
    home = source.country if source else None
    claims = _claims(text, layer)
    yield None
    body = Finder(folded, hits, layer.parts, "text", home)
    title = Finder(title_folded, title_hits, (Part("title", 0, len(title_folded.original)),), "title", home)
    title.mentions(after=body)  # the body goes by what is sure in it, and then it by the body
    mentions = body.mentions(before=title)
    mentions = (*title.mentions(after=body), *mentions)
    yield None
    yield Reading(
        text=text,
        title_field=title_field,
        parts=layer.parts,
        title=Claim(title_field, "metadata", None) if title_field else claims.get("title"),
        byline=_known(known.byline) or claims.get("byline"),
        section=_known(known.section) or claims.get("section"),
        dateline=claims.get("dateline"),
        source_claim=claim,
        source=source,
        published=published,
        language=language,
        url=known.url,
        excerpt=excerpt(text, layer.parts),
        dates=(*title_dates.expressions, *dates.expressions),
        mentions=mentions,
        warnings=(*title_dates.weekday_contradictions, *dates.weekday_contradictions, *doubts),
    )


def _reference(published: Published | None, known: Known) -> date | None:
    if published and published.precision == "day":
        return published.earliest
    return known.reference


def _settled(folded: Folded, rough: DateReading, reference: date | None, known: Known) -> DateReading:
    """The dates counted from `reference`; read again only where that can change one."""
    if reference == _reference(known.published, known) or not any(map(_is_open, rough.expressions)):
        return rough
    return read_dates(folded, reference)


def _unnamed(dates: DateReading, layer: Layer) -> DateReading:
    """The dates without those that are a word of the name of the source, such as "tomorrow"."""
    names = [p.value for p in (*layer.head, *layer.body, *layer.foot) if p.role == "source" and p.value]
    if not names:
        return dates
    kept = [d for d in dates.expressions if not any(n.start <= d.start and d.end <= n.end for n in names)]
    return dates._replace(expressions=tuple(kept))


def _is_open(expression: DateExpression) -> bool:
    return expression.earliest is None or expression.kind == "relative"


def _known(value: str | None) -> Claim | None:
    return Claim(value, "metadata", None) if value and value.strip() else None


def _claims(text: str, layer: Layer) -> dict[Role, Claim]:
    """What the page says in its first part of each role: head and opening credit before the foot."""
    found: dict[Role, Claim] = {}
    sides: tuple[tuple[Iterable[Piece], Provenance], ...] = (
        (layer.head, "header"), (layer.body, "header"), (layer.foot, "body"),
    )  # fmt: skip
    for pieces, provenance in sides:
        for piece in pieces:
            if piece.value and piece.role not in found:
                surface = piece.value.of(text)
                evidence = Evidence("text", *piece.value, surface)
                found[piece.role] = Claim(_SPACE.sub(" ", surface), provenance, evidence)
    return found


def excerpt(text: str, parts: Sequence[Part]) -> str:
    """The first 200 characters or so of the lead or first paragraph, cut at a word, lines joined."""
    part = next((p for p in parts if p.role in ("lead", "paragraph")), None)
    if part is None:
        return ""
    for reach in (_EXCERPT + _EXCERPT // 4, 4 * _EXCERPT):  # the first is enough unless much of it is space
        words = " ".join(text[part.start : min(part.end, part.start + reach)].split())
        if len(words) > _EXCERPT:
            break
    else:
        return words
    cut = words.rfind(" ", 0, _EXCERPT + 1)
    return words[: cut if cut > 0 else _EXCERPT].rstrip() + "\u2026"
