"""Whether an article of a source that is at home somewhere speaks of home where it says no country."""

from collections.abc import Iterator
from itertools import chain
from math import inf

from app.reading.mentions.evidence import Evidence, Said, is_people

_CLEARLY = 2
"""Another country is meant when it is named this often, and more than this many times as often as home."""


class Home:
    """The country `code` that the source of an article is at home in, by what the article says of countries
    in one field and in those `before` and `after` it.

    Its questions are asked about a body that begins at `start` of the field.
    """

    def __init__(self, code: str, before: Said, here: Said, after: Said) -> None:
        self.code = code
        own = [e for e in chain(before.all, here.all, after.all) if e.code == code]
        self._people = sum(is_people(e.hit) for e in own)
        self._own = len(own) - self._people
        """How often home is named, by people from there and otherwise, or has been found to be meant."""
        begun = next(_beginning(before), None)
        first = begun or next(_beginning(here), None)
        self._begun = first.code if first else ""
        self._begun_at = -1 if begun else first.start if first else inf
        self._others_at = -1 if any(map(self._is_other, before.all)) else next(
            (e.start for e in here.all if self._is_other(e)), inf
        )  # fmt: skip

    def _is_other(self, evidence: Evidence) -> bool:
        return evidence.code not in ("", self.code)

    def is_meant(self, start: int, others: int) -> bool:
        """Whether a body without a country is that of home, while the most named of the `others` is named
        so often.

        It is, unless the article is about another country: clearly, or so far as it goes, while it does not
        speak of home at all. A body before any other country is that of home where home is spoken of.
        """
        own = self.named(start)
        if own and start <= self._others_at:
            return True
        if self._begins_abroad(start):
            return own > 0 and others <= _CLEARLY * own
        return others <= _CLEARLY * own or others < _CLEARLY

    def found(self) -> None:
        """Notes that a body was found to be that of home."""
        self._own += 1

    def named(self, start: int) -> float:
        """How often home is named; people count half where the article is about what they met abroad."""
        return self._own + self._people * (0.5 if self._begins_abroad(start) else 1)

    def _begins_abroad(self, start: int) -> bool:
        """Whether the article first names another country, before the body and before any other one."""
        return self._begun_at < start and self._begun not in ("", self.code)


def _beginning(said: Said) -> Iterator[Evidence]:
    """What a field may begin with: no country that only something goes to, comes from or is agreed with."""
    speaking = {e.start for e in said.speaking}
    return (e for e in said.all if not e.code or e.start in speaking or is_people(e.hit))
