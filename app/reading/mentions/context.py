"""What is known of a field when it is asked whose body a name is."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from app.gazetteer.book import Gazetteer
from app.reading.mentions.choice import Candidate
from app.reading.mentions.evidence import Named, Said
from app.text.fold import Folded
from app.text.span import Span


class Topic(NamedTuple):
    """Whose a body is that a field speaks of, and the `offices` that stood for it there."""

    code: str
    offices: frozenset[str] = frozenset()


class Context(NamedTuple):
    """What is known of a field: the `countries` it names in order, what it says of countries and what the
    article says in the fields before and after it, whose bodies these speak of, the agencies it names by
    names of their own, where the source is at home, and the country of the dateline."""

    folded: Folded
    book: Gazetteer
    countries: Sequence[Candidate]
    before: Said
    here: Said
    after: Said
    topics: Mapping[object, Topic]
    agencies: Sequence[Named]
    home: str | None
    dateline: str | None
    sentence_at: Callable[[int], Span]
