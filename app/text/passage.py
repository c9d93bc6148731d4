"""Passages that two texts share: copied word for word, or with a few words changed here and there.

Words are compared folded, so another spelling of a word is the same word; spans are those of the
texts as written. The way is seed and extend: a run of SEED words that both texts hold is stretched
both ways as far as they agree, and runs that a few other words part are bridged into one passage.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from app.text.fingerprint import hash_shingles
from app.text.fold import Folded, fold
from app.text.span import Span
from app.text.words import Hashes, Words, words_of

SEED = 4
"""Words in a row from which a shared run is grown."""
BRIDGE = 6
"""The most words, on either side, that stand between two runs of one passage."""
FEWEST = 12
"""Shared words that make a passage: a title of office with the name of its holder has fewer."""
_PLACES = 8
"""Places of the other text that are tried for one seed; a run that holds a rarer seed is found by that."""
_OPEN = 3
"""Passages that a run may still continue: a common phrase may stand in the gap."""
_STRIDE = 32


class Passage(NamedTuple):
    """One shared passage: where it stands in each text, half-open, in code points, and its shared words."""

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    words: int


@dataclass(frozen=True, slots=True)
class Side:
    """A text made ready for comparison, as often as one likes: its words, and every SEED of them in a row."""

    folded: Folded
    words: Words
    seeds: Hashes

    @staticmethod
    def of(text: str) -> "Side":
        """Make `text` (any string) ready."""
        folded = fold(text)
        words = words_of(folded.text)
        return Side(folded, words, hash_shingles(words.hashes, SEED))

    def span(self, first: int, last: int) -> Span:
        """The span of the text as written that holds its words `[first, last)`."""
        return self.folded.span(int(self.words.starts[first]), int(self.words.ends[last - 1]))


class _Run(NamedTuple):
    """Words `[a, a + words)` of one text that are the words `[b, b + words)` of the other."""

    a: int
    b: int
    words: int


class _Chain(NamedTuple):
    """Runs in order on both sides: the words each side spans, and how many of them are shared."""

    a: int
    end_a: int
    b: int
    end_b: int
    words: int


def shared_passages(a: Side, b: Side) -> tuple[Passage, ...]:
    """The passages of at least FEWEST shared words that stand in both texts, in the order of `a`.

    They do not overlap in `a`; in `b` they may, where `a` says twice what `b` says once. Time grows with
    the length of the texts and what they share.
    """
    return tuple(
        Passage(*a.span(chain.a, chain.end_a), *b.span(chain.b, chain.end_b), chain.words)
        for chain in _chains(_apart(_runs(a, b)))
        if chain.words >= FEWEST
    )


def covered(spans: Iterable[Span]) -> int:
    """How many characters lie in at least one of the spans."""
    total = reach = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reach))
        reach = max(reach, end)
    return total


def _runs(a: Side, b: Side) -> Iterator[_Run]:
    """The longest run that begins at each word of `a` which no earlier run holds, by growing begin."""
    order = np.argsort(b.seeds, kind="stable")
    ranked = b.seeds[order]
    left, right = (np.searchsorted(ranked, a.seeds, side=side) for side in ("left", "right"))
    shared = np.flatnonzero(left < right)
    at, lag = 0, -len(a.seeds)
    while at < len(shared):
        place = int(shared[at])
        places = order[left[place] : min(right[place], left[place] + _PLACES)].tolist()
        straight = place + lag
        if 0 <= straight < len(b.seeds):
            places.append(straight)
        tried = ((_agree(a.words, b.words, place, other), other == straight, other) for other in places)
        length, _, found = max(tried)
        back = _agree_back(a.words, b.words, place, found)
        lag = found - place
        yield _Run(place - back, found - back, length + back)
        at = int(np.searchsorted(shared, place + max(length, 1)))


def _agree(a: Words, b: Words, i: int, j: int) -> int:
    """How many words in a row are the same from `a[i]` and `b[j]` on."""
    done, stride = 0, _STRIDE
    most = min(len(a.hashes) - i, len(b.hashes) - j)
    while done < most:
        step = min(stride, most - done)
        begin, other = i + done, j + done
        differ = np.flatnonzero(a.hashes[begin : begin + step] != b.hashes[other : other + step])
        if len(differ):
            return done + int(differ[0])
        done += step
        stride *= 2
    return done


def _agree_back(a: Words, b: Words, i: int, j: int) -> int:
    """How many words in a row are the same before `a[i]` and `b[j]`."""
    return _agree(_reversed(a, i), _reversed(b, j), 0, 0)


def _reversed(words: Words, end: int) -> Words:
    return Words(words.starts, words.ends, words.hashes[:end][::-1])


def _apart(runs: Iterable[_Run]) -> list[_Run]:
    """The runs without overlap in the first text: of two that meet, the longer keeps what both hold."""
    apart: list[_Run] = []
    for run in runs:
        first = run.a
        while apart and (over := apart[-1].a + apart[-1].words - first) > 0:
            held = apart.pop()
            if held.words >= run.words:
                first = held.a + held.words
            if held.words >= run.words or held.words > over:
                apart.append(_Run(held.a, held.b, min(held.words, first - held.a)))
        skipped = first - run.a
        apart.append(_Run(first, run.b + skipped, run.words - skipped))
    return apart


def _chains(runs: Iterable[_Run]) -> tuple[_Chain, ...]:
    """The runs, those that continue each other in both texts after at most BRIDGE other words joined."""
    chains: list[_Chain] = []
    for run in runs:
        for back in range(1, min(_OPEN, len(chains)) + 1):
            chain = chains[-back]
            if 0 <= run.a - chain.end_a <= BRIDGE and 0 <= run.b - chain.end_b <= BRIDGE:
                end_a, end_b = run.a + run.words, run.b + run.words
                joined = _Chain(chain.a, end_a, chain.b, end_b, chain.words + run.words)
                chains[-back:] = [joined]  # what stood in the gap has too few words to matter
                break
        else:
            chains.append(_Chain(run.a, run.a + run.words, run.b, run.b + run.words, run.words))
    return tuple(chains)
