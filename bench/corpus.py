"""Articles made up by a seeded generator: as long as in the press, with names, dates and sources.

Lengths are log-normal as in the ANT corpus (median 527 characters, mean 663, one in a hundred above
2,500). Words come by `bench.vocabulary`; countries and agencies are named as often as one over their
rank. One article in thirty is another's, lightly edited. Articles are made in blocks that know nothing of
each other, so that memory is flat and the first 100,000 of a million are the corpus of 100,000.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import RandomState

from bench.vocabulary import data, vocabulary

BLOCK = 1000
FIRST_DAY = date(2005, 1, 1)
DAYS = 20 * 365
_MEDIAN, _SIGMA = 79.0, 0.68
_SENTENCE, _PARAGRAPH = 22, 3
_COPIED = 1 / 30


def article_id(number: int) -> str:
    """The id of the article that is `number` in any corpus."""
    return f"made-{number:07d}"


def write_part(path: Path, first: int, count: int) -> None:
    """Write articles `first` to `first + count`, whole blocks, as JSON Lines; the file appears when whole."""
    half = path.with_suffix(".half")
    with half.open("w", encoding="utf-8") as lines:
        for number in range(first // BLOCK, (first + count) // BLOCK):
            lines.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in block(number))
    half.rename(path)


def articles(count: int) -> Iterator[dict[str, Any]]:
    """The first `count` records."""
    for number in range(-(-count // BLOCK)):
        yield from block(number)[: count - number * BLOCK]


def block(number: int) -> list[dict[str, Any]]:
    """Block `number`: its records as `warraq ingest` reads them from JSON Lines."""
    chance = RandomState(number + 1)  # its numbers are promised never to change
    texts = _texts(chance)
    days = chance.randint(0, DAYS, BLOCK).tolist()
    named = {
        name: _picked(chance, data()[name])
        for name in ("sources", "bylines", "sections", "cities", "countries")
    }
    draws = chance.random_sample((BLOCK, 7)).tolist()
    records = []
    for i, (text, draw) in enumerate(zip(texts, draws, strict=True)):
        day = FIRST_DAY + timedelta(days=days[i])
        record: dict[str, Any] = {"id": article_id(number * BLOCK + i), "text": text}
        if draw[0] < 0.85:
            record["title"] = " ".join(text.split(maxsplit=8)[:8]).rstrip(".")
        if draw[1] < 0.9:
            record["source"] = named["sources"][i]
        if draw[2] < 0.85:
            record["published"] = day.isoformat() if draw[3] < 0.96 else f"{day:%Y-%m}"
        elif draw[3] < 0.5:
            record["text"] = f"{_written('{day} {month} {year}', day)}\n\n{text}"
        if draw[4] < 0.25:
            record["text"] = f"{named['cities'][i]} - {record['text']}"
        if draw[5] < 0.2:
            record["byline"] = named["bylines"][i]
        if draw[6] < 0.5:
            record["section"] = named["sections"][i]
        records.append(record)
    return records


def _texts(chance: RandomState) -> list[str]:
    lengths = np.clip(chance.lognormal(np.log(_MEDIAN), _SIGMA, BLOCK), 12, 3000).astype(int)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    total = int(ends[-1])
    words = vocabulary().at(chance.random_sample(total))
    _strew(chance, words, starts, lengths)
    sentences = np.flatnonzero(chance.random_sample(total) < 1 / _SENTENCE)
    words[sentences] += "."
    words[sentences[chance.random_sample(len(sentences)) < 1 / _PARAGRAPH]] += "\n\n"
    copied = np.flatnonzero(chance.random_sample(BLOCK) < _COPIED).tolist()
    texts = [
        " ".join(words[start:end].tolist()) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
    ]
    for place in copied:
        texts[place] = _edited(chance, texts[place - 1])
    return [f"{text.replace(chr(10) + ' ', chr(10)).strip().rstrip('.')}." for text in texts]


def _strew(
    chance: RandomState, words: Any, starts: np.ndarray[Any, Any], lengths: np.ndarray[Any, Any]
) -> None:
    """Put names and dates into `words`, in each article so many: none to several countries, the same ones
    more than once, rarely an agency, now and then a date."""
    around = data()["around"]
    counts = chance.poisson(1.6, BLOCK)
    of = np.repeat(np.arange(BLOCK), counts)
    again = chance.random_sample(len(of)) < 0.3
    names = _picked(chance, data()["countries"], len(of))
    for i in np.flatnonzero(again[1:] & (of[1:] == of[:-1])).tolist():
        names[i + 1] = names[i]
    agencies = np.flatnonzero(chance.random_sample(BLOCK) < 0.4)
    dated = np.flatnonzero(chance.random_sample(BLOCK) < 0.5)
    forms = chance.randint(0, len(data()["dates"]), len(dated)).tolist()
    days = chance.randint(0, DAYS, len(dated)).tolist()
    phrases = [*names, *_picked(chance, data()["agencies"], len(agencies))]
    frames = chance.randint(0, len(around), len(phrases)).tolist()
    put = [around[frame].format(phrase) for frame, phrase in zip(frames, phrases, strict=True)]
    put += [
        _written(data()["dates"][form], FIRST_DAY + timedelta(days=day))
        for form, day in zip(forms, days, strict=True)
    ]
    of = np.concatenate([of, agencies, dated])
    words[starts[of] + (chance.random_sample(len(of)) * lengths[of]).astype(int)] = put


def _edited(chance: RandomState, text: str) -> str:
    """`text` as another paper would run it: without its first words, one word in twenty another."""
    words = text.split(" ")[chance.randint(0, 12) :]
    for place in chance.randint(0, max(1, len(words)), len(words) // 20).tolist():
        words[place] = str(vocabulary().at(chance.random_sample(1))[0])
    return " ".join(words) or text


def _picked(chance: RandomState, names: Sequence[str], count: int = BLOCK) -> list[str]:
    """`count` of `names`, each as often as one over its rank."""
    summed = np.cumsum(1 / np.arange(1, len(names) + 1))
    return [names[i] for i in np.searchsorted(summed / summed[-1], chance.random_sample(count), "right")]


def _written(form: str, day: date) -> str:
    return form.format(day=day.day, month=data()["months"][day.month - 1], year=day.year)
