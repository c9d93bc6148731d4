"""Articles made up by a seeded generator: realistic length, names and dates, in any number.

Sentences walk the word pairs of the seeds (a first-order Markov chain), so that words are as common
or rare, and as long, as in the press; countries are named by how often papers name them (Zipf); most
articles say when they appeared. The same seed gives the same articles.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
FIRST_DAY = date(2005, 1, 1)
DAYS = 20 * 365
SOURCES = 40


def articles(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """`count` records as `warraq ingest` reads them from JSON Lines: id, title, text, source, published."""
    # Not for secrets: the same seed has to give the same articles.
    chance = random.Random(seed)  # noqa: S311
    following, starts = _chain()
    names = _country_names()
    weights = [1 / rank for rank in range(1, len(names) + 1)]
    for number in range(count):
        named = chance.choices(names, weights, k=chance.randint(1, 6))
        paragraphs = [
            _paragraph(chance, following, starts, named) for _ in range(max(1, int(chance.gauss(5, 2))))
        ]
        record: dict[str, Any] = {
            "id": f"made-{number:07d}",
            "title": _sentence(chance, following, starts, 8),
            "text": "\n\n".join(paragraphs),
        }
        if chance.random() < 0.9:
            record["source"] = f"Made Press {int(chance.paretovariate(1)) % SOURCES}"
        if chance.random() < 0.85:
            record["published"] = (FIRST_DAY + timedelta(days=chance.randrange(DAYS))).isoformat()
        yield record


def _paragraph(
    chance: random.Random, following: dict[str, list[str]], starts: list[str], named: list[str]
) -> str:
    sentences = [
        _sentence(chance, following, starts, max(6, int(chance.gauss(22, 8))))
        for _ in range(chance.randint(1, 3))
    ]
    place = chance.randrange(len(sentences))
    words = sentences[place].split()
    words.insert(chance.randrange(len(words)), chance.choice(named))
    sentences[place] = " ".join(words)
    return ". ".join(sentences) + "."


def _sentence(chance: random.Random, following: dict[str, list[str]], starts: list[str], length: int) -> str:
    word = chance.choice(starts)
    words = [word]
    while len(words) < length:
        word = chance.choice(following.get(word) or starts)
        words.append(word)
    return " ".join(words)


def _chain() -> tuple[dict[str, list[str]], list[str]]:
    following: dict[str, list[str]] = defaultdict(list)
    starts: list[str] = []
    for path in sorted(SEEDS.glob("*.txt")):
        for paragraph in path.read_text(encoding="utf-8").split("\n\n"):
            words = paragraph.replace(".", " ").split()
            starts += words[:1]
            for word, next_word in pairwise(words):
                following[word].append(next_word)
    return following, starts


def _country_names() -> list[str]:
    from app.gazetteer.load import load

    countries = sorted(load().countries.values(), key=lambda country: country.code)
    order = random.Random(0)  # noqa: S311
    order.shuffle(countries)
    return [country.name.ar for country in countries]
