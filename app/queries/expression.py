"""What `q` asks for, as a tree, and how the search index is asked for it.

    word   -word   "a phrase"   word*   a OR b   (a b)

Words side by side must all be there; OR reaches as far as it can, so `a b OR c` is `(a b) OR c`. Minus
excludes the word, phrase or group that follows it at once; a star ends a beginning; AND may be written.
A word is found by its stem, a phrase and a beginning by their forms (`app.text.stem`). What holds no
word, a lone sign or an empty group, asks for nothing and is left out, so any text has an answer.

Each leaf has a `match`, the text of an FTS5 MATCH over the columns of `app.text.analysis`; it is made of
quoted tokens, and always valid. Expressions are frozen and can be compared and hashed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

from app.text.analysis import FORMS

_IN_FORMS = f"{{{' '.join(FORMS)}}} : "
_DEEPEST = 24
"""Brackets within each other; the parser of FTS5, with a stack of a hundred, gives up at thirty-odd."""


@dataclass(frozen=True, slots=True)
class Everything:
    """Nothing is asked for: all articles pass."""

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its inflections. `form` is how it was understood, `stem` what it is found by."""

    form: str
    stem: str

    @property
    def match(self) -> str:
        """What the index is asked."""
        return f'"{self.stem}"'

    def __str__(self) -> str:
        return self.form


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after the other, as they are but for particles."""

    forms: tuple[str, ...]

    @property
    def match(self) -> str:
        """What the index is asked."""
        return f'{_IN_FORMS}"{" ".join(self.forms)}"'

    def __str__(self) -> str:
        return f'"{" ".join(self.forms)}"'


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so. `written` is the beginning with no particle taken off; `before` are the forms of
    words that stand before it at once, `beginnings` what a form may begin with."""

    written: str
    before: tuple[str, ...]
    beginnings: tuple[str, ...]

    @property
    def match(self) -> str:
        """What the index is asked."""
        ways = [f'{_IN_FORMS}"{" ".join((*self.before, way))}" *' for way in self.beginnings]
        return ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})"

    def __str__(self) -> str:
        return f"{'-'.join((*self.before, self.written))}*"


@dataclass(frozen=True, slots=True)
class And:
    """All of `parts`, two at least, none of them an And."""

    parts: tuple["Expression", ...]

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """Any of `parts`, two at least, none of them an Or."""

    parts: tuple["Expression", ...]

    def __str__(self) -> str:
        return " OR ".join(f"({part})" if isinstance(part, And) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """All but `part`, which is no Not."""

    part: "Expression"

    def __str__(self) -> str:
        return f"-({self.part})" if isinstance(self.part, And | Or) else f"-{self.part}"


Leaf = Word | Phrase | Prefix
Expression = Everything | Leaf | And | Or | Not


def both(a: Expression, b: Expression) -> Expression:
    """What passes `a` and `b`."""
    return _joined(And, a, b)


def either(a: Expression, b: Expression) -> Expression:
    """What passes `a` or `b`; one that asks for nothing is left out."""
    return _joined(Or, a, b)


def _joined(kind: type[And | Or], a: Expression, b: Expression) -> Expression:
    if isinstance(a, Everything):
        return b
    if isinstance(b, Everything):
        return a
    parts = [p for side in (a, b) for p in (side.parts if isinstance(side, kind) else (side,))]
    distinct = tuple(dict.fromkeys(parts))
    return kind(distinct) if len(distinct) > 1 else distinct[0]


def without(part: Expression) -> Expression:
    """What does not pass `part`; where nothing is asked for, nothing is excluded."""
    if isinstance(part, Everything):
        return part
    return part.part if isinstance(part, Not) else Not(part)


def positive(expression: Expression) -> tuple[Leaf, ...]:
    """The leaves that an article can pass by having them, each once, as they stand."""
    return tuple(dict.fromkeys(_leaves(expression)))


def _leaves(expression: Expression) -> Iterator[Leaf]:
    if isinstance(expression, Leaf):
        yield expression
    elif isinstance(expression, And | Or):
        for part in expression.parts:
            yield from _leaves(part)


def match(expression: Expression) -> str | None:
    """One MATCH for just what `expression` asks for. None where FTS5 has no words for it: where nothing is
    asked for, something is excluded from all articles, or brackets go deeper than its parser can."""
    return _match(expression) if _depth(expression) <= _DEEPEST else None


def _match(expression: Expression) -> str | None:
    if isinstance(expression, Leaf):
        return expression.match
    if isinstance(expression, Or):
        return _combined(" OR ", [_match(part) for part in expression.parts])
    if isinstance(expression, And):
        excluded = [part.part for part in expression.parts if isinstance(part, Not)]
        wanted = _combined(" AND ", [_match(p) for p in expression.parts if not isinstance(p, Not)])
        if not excluded or wanted is None:
            return wanted
        unwanted = _match(reduce(either, excluded))
        return f"({wanted} NOT {unwanted})" if unwanted else None
    return None


def _depth(expression: Expression) -> int:
    """How many brackets an expression has within each other."""
    if isinstance(expression, And | Or):
        return 1 + max(map(_depth, expression.parts))
    return _depth(expression.part) if isinstance(expression, Not) else 0


def _combined(sign: str, matches: list[str | None]) -> str | None:
    known = [found for found in matches if found]
    if not known or len(known) < len(matches):
        return None
    return f"({sign.join(known)})" if len(known) > 1 else known[0]


def ranking(expression: Expression) -> str | None:
    """A MATCH whose bm25 ranks what `expression` asks for: `match` where there is one, else any of the leaves
    that are not excluded; None where there is none. Which articles pass is for `match` to say."""
    return match(expression) or _combined(" OR ", [leaf.match for leaf in positive(expression)])
