"""Passages that two texts share."""

from collections.abc import Callable
from random import Random
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.text.fold import fold
from app.text.passage import FEWEST, Passage, Side, covered, shared_passages
from app.text.span import Span
from app.text.words import words_of
from tests.conftest import SEEDS

WORDS = [f"{first}{rest}" for first in "بتجدرسعفقكلمنه" for rest in ("وطن", "امن", "عمل", "خبر", "نشر")]
FEW = st.lists(st.sampled_from(["قال", "أن", "المغرب", "وطن", "."]), max_size=60).map(" ".join)


def aligned(one: str, other: str) -> tuple[Passage, ...]:
    return shared_passages(Side.of(one), Side.of(other))


def words(text: str) -> list[str]:
    folded = fold(text).text
    starts, ends, _ = words_of(folded)
    return [folded[start:end] for start, end in zip(starts, ends, strict=True)]


def spread(random: Random, count: int) -> str:
    return " ".join(f"{random.choice(WORDS)}{random.randrange(100)}" for _ in range(count))


def test_the_passages_that_two_seeds_share_are_found_from_end_to_end() -> None:
    one, other = (
        (SEEDS / f"{name}.txt").read_text() for name in ("000_b7461130d6234fba", "002_f2247bdb1d6dd84f")
    )
    found = aligned(one, other)
    shared = [(p.words, words(one[p.start_a : p.end_a])) for p in found]
    assert [(count, *run[:3], *run[-2:]) for count, run in shared] == [
        (32, "من", "بين", "ابرز", "الامنيه", "والاستخباراتيه"),
        (47, "ويعد", "المغرب", "اليوم", "التهديدات", "الامنيه"),
    ]  # fmt: skip
    for passage in found:
        assert words(one[passage.start_a : passage.end_a]) == words(other[passage.start_b : passage.end_b])


def test_seeds_that_only_name_the_same_man_and_office_share_no_passage() -> None:
    texts = [path.read_text() for path in sorted(SEEDS.glob("*.txt"))]
    pairs = [(a, b) for a in range(len(texts)) for b in range(a) if aligned(texts[a], texts[b])]
    assert pairs == [(2, 0)]


COPY = (
    "أعلن المكتب المركزي للأبحاث القضائية عن توقيف خمسة أشخاص ينشطون في خلية بمدن مختلفة من البلاد صباح اليوم"
)


@pytest.mark.parametrize(
    ("copy", "shared"),
    [
        (COPY, 18),
        (COPY.replace("أعلن", "اعلن").replace("القضائية عن", "القضائيّة، عن"), 18),
        (COPY.replace("خمسة", "ستة"), 17),
        (COPY.replace(" القضائية ", " القضائية، أمس الجمعة بالرباط، "), 18),
        (COPY.replace("مختلفة ", ""), 17),
        (" ".join(COPY.split()[: FEWEST - 1]), 0),
        (" ".join(reversed(COPY.split())), 0),
        ("", 0),
    ],
    ids=["the same", "another spelling", "a word changed", "words put in", "a word left out", "too short",
         "the same words in another order", "nothing"],
)  # fmt: skip
def test_copies_are_one_passage_also_where_lightly_edited(copy: str, shared: int) -> None:
    found = aligned(f"الرباط. {COPY}.", f"{copy} . وكالات")
    assert sum(passage.words for passage in found) == shared
    assert len(found) == (shared > 0)


@given(FEW, FEW)
@example("قال " * 40, "قال " * 40)
@example("قال أن " * 20, "أن قال " * 20)
def test_spans_are_true_and_do_not_overlap_in_the_first_text(one: str, other: str) -> None:
    reach = 0
    for passage in aligned(one, other):
        a, b = one[passage.start_a : passage.end_a], other[passage.start_b : passage.end_b]
        assert passage.start_a >= reach
        assert (a, b) == (a.strip(), b.strip())
        assert min(len(words(a)), len(words(b))) >= passage.words >= FEWEST
        assert (words(a)[0], words(a)[-1]) == (words(b)[0], words(b)[-1])
        reach = passage.end_a


@given(st.lists(st.sampled_from(WORDS), min_size=FEWEST, max_size=60).map(" ".join))
def test_a_text_shares_itself_whole(text: str) -> None:
    assert aligned(text, text) == (Passage(0, len(text), 0, len(text), len(text.split())),)


def test_moved_paragraphs_are_each_found_in_their_place() -> None:
    random = Random(1)  # noqa: S311
    paragraphs = [spread(random, 40) for _ in range(6)]
    one, other = "\n\n".join(paragraphs), "\n\n".join(reversed(paragraphs))
    found = aligned(one, other)
    assert [one[p.start_a : p.end_a] for p in found] == paragraphs
    assert [other[p.start_b : p.end_b] for p in found] == paragraphs


@pytest.mark.parametrize(
    "make",
    [
        lambda random: spread(random, 100_000),
        lambda random: "وطن " * 100_000,
        lambda random: f"{spread(random, 500)}\n" * 200,
        lambda random: " ".join(random.choice(WORDS[:20]) for _ in range(50_000)),
    ],
    ids=["words", "one word", "one paragraph", "few words"],
)
def test_a_long_text_against_itself_ends_soon(make: Callable[[Random], str]) -> None:
    text = make(Random(5))  # noqa: S311
    begin = perf_counter()
    (passage,) = aligned(text, text)
    assert perf_counter() - begin < 5
    assert (passage.start_a, passage.start_b) == (0, 0)
    assert passage.end_a == passage.end_b == len(text.rstrip())


@pytest.mark.parametrize(
    ("spans", "characters"),
    [((), 0), ((Span(0, 4), Span(2, 6)), 6), ((Span(5, 9), Span(0, 3)), 7), ((Span(0, 9), Span(2, 3)), 9)],
)
def test_covered_counts_each_character_once(spans: tuple[Span, ...], characters: int) -> None:
    assert covered(spans) == characters
