"""From what a reader types to what is asked: `parse(q)`, which has an answer for any text.

Quotation marks may be straight, curly or angular, and one that is not closed closes at the end. A
bracket too many is left out, and one that is missing is added at the end. Signs inside a term
part it into words that must follow one another: covid-19 is "covid 19".
"""

import re
from functools import lru_cache

from app.errors import Complaint, QueryError
from app.queries.expression import Everything, Expression, Phrase, Prefix, Word, both, either, without
from app.text.name import parted, spelled
from app.text.stem import beginnings
from app.text.token import Token, is_arabic, tokens

LONGEST = 1_000
"""Characters of `q`."""
MOST = 64
"""Words in `q`."""

_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_MARKS = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02'
_COMMAS = "\u060c\u061b\u061f"
_SIGNS = ("AND", "OR", "NOT")
_LEXEME = re.compile(
    r"(?P<minus>(?<![^\s(])[-\u2212]+)?"
    rf"(?:[{_MARKS}](?P<phrase>[^{_MARKS}]*)[{_MARKS}]?|(?P<open>\()|(?P<term>[^\s(){_MARKS}{_COMMAS}]+))"
    r"|(?P<close>\))"
)


@lru_cache(maxsize=1 << 10)
def parse(q: str) -> Expression:
    """What `q` asks for; `str` of it is how that is said, and is parsed to the same.

    Raises QueryError where `q` is longer than `LONGEST` or has more than `MOST` words.
    """
    if len(q) > LONGEST:
        raise _too_much(q, f"`q` has {len(q):,} characters; at most {LONGEST:,} are read. Ask for less.")
    groups, words, negated = [_Group(excluded=False)], 0, False
    for lexeme in _LEXEME.finditer(_INVISIBLE.sub("", q)):
        if lexeme["close"]:
            if len(groups) > 1:
                done = groups.pop()
                groups[-1].add(done.whole())
        elif lexeme["open"]:
            groups.append(_Group(excluded=bool(lexeme["minus"]) or negated))
        elif lexeme[0] == "OR":
            groups[-1].part()
        elif lexeme[0] == "NOT":
            negated = True
            continue
        elif lexeme[0] != "AND":
            found, count = _asked(lexeme["phrase"], lexeme["term"])
            words += count
            groups[-1].add(without(found) if lexeme["minus"] or negated else found)
        negated = False
    if words > MOST:
        raise _too_much(q, f"`q` has {words} words; at most {MOST} are looked up. Ask for fewer.")
    while len(groups) > 1:
        done = groups.pop()
        groups[-1].add(done.whole())
    return groups[0].whole()


@lru_cache(maxsize=1 << 10)
def left_out(q: str) -> tuple[str, ...]:
    """What of `q` says no word, as it is written and in order, each once: a lone sign or particle, a phrase
    of none. Brackets and AND, OR and NOT are no words either, and are told where there is nothing else."""
    lexemes = [(one[0], _says(one)) for one in _LEXEME.finditer(_INVISIBLE.sub("", q))]
    nothing = (0,) if any(said for _, said in lexemes) else (0, None)
    return tuple(dict.fromkeys(written for written, said in lexemes if said in nothing))


def _says(lexeme: re.Match[str]) -> int | None:
    """How many words a term or a phrase has; None of brackets, AND, OR and NOT."""
    if lexeme["phrase"] is None and (not lexeme["term"] or lexeme[0] in _SIGNS):
        return None
    return _asked(lexeme["phrase"], lexeme["term"])[1]


class _Group:
    """What stands between two brackets, as far as it is read."""

    def __init__(self, *, excluded: bool) -> None:
        self._excluded = excluded
        self._before: Expression = Everything()
        self._here: Expression = Everything()

    def add(self, asked: Expression) -> None:
        self._here = both(self._here, asked)

    def part(self) -> None:
        """An OR: what follows is an alternative to what was before."""
        self._before, self._here = either(self._before, self._here), Everything()

    def whole(self) -> Expression:
        self.part()
        return without(self._before) if self._excluded else self._before


def _asked(phrase: str | None, term: str | None) -> tuple[Expression, int]:
    """What a phrase or a term asks for, and how many words it has."""
    read = list(tokens(phrase if phrase is not None else term or ""))
    if not read:
        return Everything(), 0
    if phrase is None and term is not None and term.endswith("*"):
        return _prefix(read), len(read)
    if phrase is None and len(read) == 1:
        return Word(read[0].form, read[0].stem), 1
    forms = tuple(token.form for token in read)
    ways = (forms,) if phrase is not None else spelled(forms)
    asked: Expression = Everything()
    for way in ways:
        asked = either(asked, Phrase(way))
    return asked, len(read) * len(ways)


def _prefix(read: list[Token]) -> Expression:
    last = read[-1]
    forms = tuple(token.form for token in read if token.start < last.start)
    if not is_arabic(last.written):
        return Prefix(last.written, forms, (last.written,))
    asked: Expression = Prefix(last.written, forms, beginnings(last.written))
    for first, rest in parted(last.written):
        if any(tokens(rest)):
            asked = either(asked, Prefix(rest, (*forms, first), beginnings(rest)))
    return asked


def _too_much(q: str, message: str) -> QueryError:
    return QueryError(Complaint("q", q if len(q) <= LONGEST else f"{q[:LONGEST]}…", message))
