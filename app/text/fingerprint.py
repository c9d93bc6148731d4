"""Fingerprints of a text: a few hashes of it that any long enough copy of a part of it bears too.

The method is winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document
fingerprinting", SIGMOD 2003): every run of SHINGLE words is hashed, and of every WINDOW hashes in a
row the least is kept. Two texts that share GUARANTEED words in a row therefore share a fingerprint,
wherever the run stands; about 2 of WINDOW + 1 hashes are kept.

The words are those of the folded text (`app.text.fold`), without punctuation, so that another
spelling, line breaking or quotation mark changes nothing. The hashes are plain arithmetic, so they
are the same on every machine and in every process; FINGERPRINT_VERSION changes when they do.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from app.text.words import Hashes, Offsets, mix, powers, words_of

Numbers: TypeAlias = npt.NDArray[np.int64]

FINGERPRINT_VERSION = 1
SHINGLE = 8
"""Words behind one hash: long enough that a title of office with a name seldom fills it."""
WINDOW = 23
"""Hashes in a row of which one is kept."""
GUARANTEED = SHINGLE + WINDOW - 1
"""A run of so many words, shared by two texts, gives them a fingerprint in common."""


def hash_shingles(hashes: Hashes, width: int) -> Hashes:
    """The hash of every `width` words in a row, by the word it starts at; none if there are fewer words."""
    if len(hashes) < width:
        return hashes[:0]
    return mix(np.convolve(hashes, powers(width), "valid"))


def fingerprints(folded: str) -> tuple[int, ...]:
    """The fingerprints of a text, given folded (`fold(text).text`): signed 64-bit numbers in growing order,
    each once; about 8 for 100 words, none for fewer than SHINGLE words.
    """
    return fingerprints_of([folded])[0]


def fingerprints_of(folded: Sequence[str]) -> list[tuple[int, ...]]:
    """The fingerprints of each of several texts: all at once takes a third of the time, for short ones."""
    words = words_of(" ".join(folded))
    until = np.searchsorted(words.starts, np.cumsum([len(text) + 1 for text in folded]))
    text_of = np.repeat(np.arange(len(folded)), np.diff(until, prepend=0))
    shingles = hash_shingles(words.hashes, SHINGLE)
    whole = text_of[: len(shingles)] == text_of[SHINGLE - 1 :]
    counts = np.bincount(text_of[: len(shingles)][whole], minlength=len(folded))
    least, text_of = _least_of_each(shingles[whole], counts)
    order = np.lexsort((least, text_of))
    least, text_of = least[order], text_of[order]
    new = np.ones(len(least), dtype=np.bool_)
    new[1:] = (least[1:] != least[:-1]) | (text_of[1:] != text_of[:-1])
    bounds = np.searchsorted(text_of[new], np.arange(len(folded) + 1)).tolist()
    found = least[new].tolist()
    return [tuple(found[start:end]) for start, end in pairwise(bounds)]


def _least_of_each(shingles: Hashes, counts: Offsets) -> tuple[Numbers, Offsets]:
    """The least hash of every window of texts that have so many shingles each, as signed numbers, and the
    text of each. A text with too few for a window is filled up with what is never less.
    """
    sizes = np.where(counts, np.maximum(counts, WINDOW), 0)
    shift = (np.cumsum(sizes) - sizes) - (np.cumsum(counts) - counts)
    filled = np.full(sizes.sum(), np.iinfo(np.uint64).max, dtype=np.uint64)
    filled[np.arange(len(shingles)) + np.repeat(shift, counts)] = shingles
    text_of = np.repeat(np.arange(len(counts)), sizes)
    least = _least(filled, WINDOW)
    within = text_of[: len(least)] == text_of[len(text_of) - len(least) :]
    return least[within].view(np.int64), text_of[: len(least)][within]


def _least(hashes: Hashes, width: int) -> Hashes:
    """The least of every `width` hashes in a row, found by doubling; of fewer, the least of all."""
    width = min(width, len(hashes))
    done = 1
    while done < width:
        step = min(done, width - done)
        hashes = np.minimum(hashes[:-step], hashes[step:])
        done += step
    return hashes
