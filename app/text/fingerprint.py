"""Fingerprints of a text: a few hashes of it that any long enough copy of a part of it bears too.

The method is winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document
fingerprinting", SIGMOD 2003): every run of SHINGLE words is hashed, and of every WINDOW hashes in a
row the least is kept. Two texts that share GUARANTEED words in a row therefore share a fingerprint,
wherever the run stands; about 2 of WINDOW + 1 hashes are kept.

The words are those of the folded text (`app.text.fold`), without punctuation, so that another
spelling, line breaking or quotation mark changes nothing. The hashes are plain arithmetic, so they
are the same on every machine and in every process; FINGERPRINT_VERSION changes when they do.
"""

import numpy as np

from app.text.words import Hashes, mix, powers, words_of

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
    shingles = hash_shingles(words_of(folded).hashes, SHINGLE)
    if not len(shingles):
        return ()
    return tuple(sorted(set(_least(shingles, WINDOW).view(np.int64).tolist())))


def _least(hashes: Hashes, width: int) -> Hashes:
    """The least of every `width` hashes in a row, found by doubling; of fewer, the least of all."""
    width = min(width, len(hashes))
    done = 1
    while done < width:
        step = min(done, width - done)
        hashes = np.minimum(hashes[:-step], hashes[step:])
        done += step
    return hashes
