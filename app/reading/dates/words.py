"""The words of dates, read from `data/dates.toml` into one frozen vocabulary.

Each word has a kind, one character, so that a stretch of text becomes a short string that the rules
for dates match with plain patterns:

    d number 1 to 31      o ordinal of a day      c count in words     y four-digit year     # other number
    M month               m month, also a word    H Hijri month        L Latin month         a short month
    W weekday             w without article       F Latin weekday      s Saturday or short September
    T yesterday, …        N today or tomorrow, or another sense        e part of a day
    u unit of time        A unit with article     v two of it          B pair of it          V many
    P past, current, next D this                  J same   j itself    Z "which is"
    R decade              r decade or age         C century            X "decade of"
    q part of a year      l the last of them    n the night
    f from  t to  b between  & and  i in  K within  S since  G before  Y after  g CE  E AH
    Q suffix of a Latin ordinal

Everything is folded (`app.text.fold`) and known with the particles that Arabic writes onto words.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation, MatchKind

from app.reading.model import Precision
from app.text.alphabet import encode
from app.text.fold import Folded, fold_name

_WAW, _FEH, _BEH, _LAM, _HEH = (
    "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER FEH}", "\N{ARABIC LETTER BEH}",
    "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER HEH}",
)  # fmt: skip
_AL = "\N{ARABIC LETTER ALEF}" + _LAM

UNITS: tuple[Precision, ...] = ("day", "week", "month", "year")
"""What the value of a unit's token counts up to."""
_STEPS = {"past": -1, "current": 0, "next": 1}
_SMALL_WORDS = {
    "and": "&", "from": "f", "to": "t", "between": "b", "since": "S", "before": "G", "after": "Y",
    "this": "D", "same": "J", "in": "i", "within": "K", "era": "X", "part_of_day": "e", "equals": "Z",
    "gregorian": "g", "hijri": "E", "suffix": "Q", "final": "l", "night": "n", "itself": "j",
    "september_or_saturday": "s",
}  # fmt: skip
_SEPTEMBER_OR_SATURDAY = 5
"""The weekday that this one abbreviation is a number for; the other small words have no use for theirs."""
_TABLES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("month", "number", {"names": "M", "weak": "m", "latin": "L"}),
    ("weekday", "number", {"names": "W", "bare": "w", "latin": "F"}),
    ("deictic", "days", {"sure": "T", "doubtful": "N"}),
    ("decade", "tens", {"always": "R", "ages": "r"}),
)
_HIJRI_KINDS = {"M": "H", "m": "h", "L": "L"}
_UNIT_KINDS = {"one": "u", "the": "A", "two": "v", "pair": "B", "many": "V"}
_ANCHORS = "MmHhWTNRr"
"""Kinds of words that a date can be found by."""
_SHORT = 2
"""A word of so few letters stands in too many others to look for it without what is around it."""
_DIGITS = "0123456789"
_SPACE = encode(" ") or b""


class Word(NamedTuple):
    """What a form means: kind, number, how many leading letters are particles, whether one is "and"."""

    kind: str
    value: int
    skip: int = 0
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All forms with their meaning; `heads` start a phrase, `parts` stand in one, `beside` settles doubts,
    `anchors` are pieces of text of which one stands in every date."""

    words: Mapping[str, Word]
    heads: frozenset[str]
    parts: frozenset[str]
    beside: Mapping[str, frozenset[str]]
    anchors: frozenset[str]


def _particles(form: str) -> Iterator[tuple[str, int, bool]]:
    """A form with what may be written onto it: `(written, letters that are particles, "and" among them)`."""
    for joint in ("", _WAW, _FEH):
        and_ = joint == _WAW
        yield joint + form, len(joint), and_
        yield joint + _BEH + form, len(joint) + 1, and_
        if form.startswith(_AL):
            yield joint + _LAM + form[1:], len(joint) + 2, and_
        else:
            yield joint + _LAM + form, len(joint) + 1, and_


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Every listed form, as `(form, kind, value)`; the first claim to a form stands."""
    for table, number, kinds in _TABLES:
        for row in data[table]:
            hijri = row.get("calendar") == "hijri"
            for key, kind in kinds.items():
                kind_here = _HIJRI_KINDS[kind] if hijri else kind
                yield from ((form, kind_here, row[number]) for form in row.get(key, ()))
    for position, unit in enumerate(UNITS):
        for key, kind in _UNIT_KINDS.items():
            yield from ((form, kind, position) for form in data["units"][unit].get(key, ()))
    for key, kind in {"ordinals": "o", "counts": "c", "centuries": "C", "shares": "q"}.items():
        yield from ((form, kind, int(value)) for value, forms in data[key].items() for form in forms)
    for direction, forms in data["modifiers"].items():
        yield from ((form, "P", _STEPS[direction]) for form in forms)
    for key, kind in _SMALL_WORDS.items():
        yield from ((form, kind, _SEPTEMBER_OR_SATURDAY) for form in data["words"][key])
    for month in data["month"]:
        yield from ((form, "a", month["number"]) for form in month.get("short", ()))


def _anchors(words: Mapping[str, tuple[str, int]]) -> Iterator[str]:
    """Pieces of text of which one stands in every date.

    A month, a weekday, a word such as yesterday; "last year", "this year" (never "year" alone, which most
    texts have); "since" with a number or unit; the beginning of a year; an era. Few words too many here
    cost more than all the rest of reading dates.
    """
    of = {kind: [form for form, (k, _) in words.items() if k == kind] for kind in "uvcAPDSGYLJjnE"}
    for form, (kind, _) in words.items():
        if kind in _ANCHORS:
            yield from _anchor(form, words)
    yield from (f"{unit} {which}" for unit in of["A"] for which in of["P"])
    yield from (f"{this} {unit}" for this in of["D"] for unit in of["A"])
    yield from (f"{night} {which}" for night in of["n"] for which in of["P"])
    yield from (f"{unit} {itself}" for unit in of["A"] for itself in of["j"])
    yield from (f"{same} {unit}" for same in of["J"] for unit in of["A"])
    latin = [f"{of_} {name}" if of_ else name for name in of["L"] for of_ in ("", "de")]
    yield from (f"{digit} {name}" for name in latin for digit in (*_DIGITS, "1er"))
    yield from (f"{name} {digit}" for name in of["L"] for digit in _DIGITS)
    yield from (f"{a}/{b}" for a in _DIGITS for b in _DIGITS)
    since = of["S"] + of["G"] + of["Y"]
    yield from (f"{word} {many}" for word in since for many in (*_DIGITS, *of["u"], *of["v"], *of["c"]))
    yield from (f"{unit} 1" for unit in of["u"])
    current = [form for form in of["P"] if words[form][1] == 0]
    yield from (f"{digit} {which}" for digit in _DIGITS for which in current)
    for digit in _DIGITS:
        yield from (f"{century}{digit}" for century in ("16", "17", "18", "19", "20", "21"))
        yield from (f"{digit}{_HEH}", f"{digit} {_HEH}")
    yield from (f"{era} 1" for era in of["E"] if len(era) > _SHORT)


def _anchor(form: str, words: Mapping[str, tuple[str, int]]) -> Iterator[str]:
    """What to find `form` by: of a phrase a word of its own; of a short word its neighbours too."""
    parts = form.split()
    found_by = [part for part in parts if words.get(part, ("?", 0))[0] in _ANCHORS and len(part) > _SHORT]
    if len(parts) > 1 and found_by:
        return
    own = next((part for part in parts if len(part) > _SHORT and part not in words), form)
    if len(own) > _SHORT:
        yield own
        return
    yield from (
        f"{before}{own}{after}" for before in (" ", "/", "(", *_DIGITS) for after in " /.,()\u060c\u2029"
    )
    yield from (f"{digit} {own}" for digit in _DIGITS)


def _with_particles(forms: Iterable[str]) -> frozenset[str]:
    return frozenset(written for form in forms for written, _, _ in _particles(fold_name(form)))


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary; read and folded once in the life of the process."""
    data = tomllib.loads(files("app.reading").joinpath("data/dates.toml").read_text("utf-8"))
    plain: dict[str, tuple[str, int]] = {}
    for form, kind, value in _entries(data):
        plain.setdefault(fold_name(form), (kind, value))
    words = {form: Word(kind, value) for form, (kind, value) in plain.items()}
    for form, (kind, value) in plain.items():
        # An "l" before yesterday would make "he touched" of it; Latin words take no particle.
        if not form.isascii():
            for written, skip, joined in _particles(form):
                if not (kind == "T" and written.removeprefix(_WAW).startswith(_LAM) and " " not in form):
                    words.setdefault(written, Word(kind, value, skip, joined))
    phrases = [form.split() for form in words if " " in form]
    return Vocabulary(
        words=words,
        heads=frozenset(phrase[0] for phrase in phrases),
        parts=frozenset(word for phrase in phrases for word in phrase),
        beside={key: _with_particles(forms) for key, forms in data["beside"].items()},
        anchors=frozenset(_anchors(plain)),
    )


@cache
def _coded_anchors() -> BytesAhoCorasick:
    codes = {code for anchor in load_vocabulary().anchors if (code := encode(anchor)) is not None}
    return BytesAhoCorasick(
        sorted(codes), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
    )


@cache
def _plain_anchors() -> AhoCorasick:
    """For texts that have no code."""
    return AhoCorasick(
        sorted(load_vocabulary().anchors),
        matchkind=MatchKind.LeftmostLongest,
        implementation=Implementation.ContiguousNFA,
    )


def anchors_in(folded: Folded) -> Iterable[int]:
    """Where the anchors start that stand in a text, in order, the longest of those that overlap."""
    found = (
        _plain_anchors().find_matches_as_indexes(folded.text + " ")
        if folded.code is None
        else _coded_anchors().find_matches_as_indexes(folded.code + _SPACE)
    )
    return [start for _, start, _ in found]
