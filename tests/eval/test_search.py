"""Scores of known-item search can be worked out by hand."""

import gzip
import json
from pathlib import Path

import pytest

from eval.search import EVERY, FIRST, Rank, score_search


def test_the_mean_counts_one_over_the_place_and_nothing_for_what_is_not_found() -> None:
    rank = Rank()
    rank.add([7, 8, 9], 7)
    rank.add([7, 8, 9], 8)
    rank.add([7, 8, 9], 1)
    assert (rank.asked, rank.first) == (3, 1)
    assert rank.mean == pytest.approx(0.5)
    assert Rank().mean == 0


def test_a_title_finds_its_text_by_inflected_words_only_through_stems(tmp_path: Path) -> None:
    articles = [{"title": "", "text": "كلام آخر"} for _ in range(EVERY + FIRST + 1)]
    articles[FIRST] = {"title": "الفرنسي", "text": "الفرنسي\nسافر إلى فرنسا"}
    articles[FIRST + EVERY] = {"title": "بمصر", "text": "عاد من مصر إلى القاهرة"}
    with gzip.open(tmp_path / "corpus.jsonl.gz", "wt", encoding="utf-8") as corpus:
        corpus.writelines(json.dumps(article) + "\n" for article in articles)
    ranks = score_search(tmp_path)
    assert {name: rank.mean for name, rank in ranks.items()} == {
        "stems": 1.0, "particles off": 0.5, "folded": 0.0, "as written": 0.0
    }  # fmt: skip


def test_no_corpus_has_no_scores(tmp_path: Path) -> None:
    assert score_search(tmp_path) == {}
