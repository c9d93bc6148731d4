"""One raw text, wholly read: parts, title, byline, source, dates, publication, language, mentions."""

import re
from collections.abc import Sequence
from datetime import date

from app.reading.dates.expressions import DateReading, read_dates
from app.reading.language import find_language, language_code
from app.reading.layout.parts import Layer, find_parts
from app.reading.mentions.find import find_mentions
from app.reading.model import Claim, DateExpression, Evidence, Known, Mention, Part, Published, Reading, Role
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
    folded = fold(text)
    title_field = known.title if known.title and known.title.strip() else None
    rough = read_dates(folded, _reference(known.published, known))
    layer = find_parts(folded, rough.expressions, title_field)
    published, doubts = find_published(text, layer, rough, known)
    reference = _reference(published, known)
    dates = _settled(folded, rough, reference, known)
    claim, source = find_source(text, layer, known)
    home = source.country if source else None
    title_dates, title_mentions = _read_title(title_field, reference, home)
    return Reading(
        text=text,
        title_field=title_field,
        parts=layer.parts,
        title=Claim(title_field, "metadata", None) if title_field else _claim(text, layer, "title"),
        byline=_known(known.byline) or _claim(text, layer, "byline"),
        section=_known(known.section) or _claim(text, layer, "section"),
        dateline=_claim(text, layer, "dateline"),
        source_claim=claim,
        source=source,
        published=published,
        language=language_code(known.language) if known.language else find_language(text),
        url=known.url,
        excerpt=excerpt(text, layer.parts),
        dates=(*title_dates.expressions, *dates.expressions),
        mentions=(*title_mentions, *find_mentions(folded, layer.parts, "text", home)),
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


def _is_open(expression: DateExpression) -> bool:
    return expression.earliest is None or expression.kind == "relative"


def _read_title(
    title: str | None, reference: date | None, home: str | None
) -> tuple[DateReading, tuple[Mention, ...]]:
    if title is None:
        return DateReading((), (), ()), ()
    folded = fold(title)
    mentions = find_mentions(folded, (Part("title", 0, len(title)),), "title", home)
    return read_dates(folded, reference, "title"), mentions


def _known(value: str | None) -> Claim | None:
    return Claim(value, "metadata", None) if value and value.strip() else None


def _claim(text: str, layer: Layer, role: Role) -> Claim | None:
    """What the page says in its first part of `role`: head and opening credit before the foot."""
    for pieces, provenance in (((*layer.head, *layer.body), "header"), (layer.foot, "body")):
        piece = next((p for p in pieces if p.role == role and p.value), None)
        if piece and piece.value:
            surface = piece.value.of(text)
            evidence = Evidence("text", *piece.value, surface)
            return Claim(_joined(surface), "header" if provenance == "header" else "body", evidence)
    return None


def _joined(text: str) -> str:
    return _SPACE.sub(" ", text)


def excerpt(text: str, parts: Sequence[Part]) -> str:
    """The first 200 characters or so of the lead or first paragraph, cut at a word, lines joined."""
    part = next((p for p in parts if p.role in ("lead", "paragraph")), None)
    if part is None:
        return ""
    words = " ".join(text[part.start : min(part.end, part.start + 4 * _EXCERPT)].split())
    if len(words) <= _EXCERPT:
        return words
    cut = words.rfind(" ", 0, _EXCERPT + 1)
    return words[: cut if cut > 0 else _EXCERPT].rstrip() + "\u2026"
