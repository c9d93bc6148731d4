"""Scores what is read against labelled data: precision, recall, F1 and the worst misses.

    python -m eval [FOLDER] [--corpora FOLDER] [--misses N]

Search is scored on whole corpora of articles, by how well a title finds its own text.
A folder that is not there is said and is no failure: labelled data may not be passed on with the program.
"""

import argparse
from collections import Counter
from pathlib import Path

from eval.dates import score_dates
from eval.gold import score_agencies, score_countries
from eval.score import Score
from eval.search import score_search

_LONGEST = 300


def main() -> None:
    """Prints a line of figures for each kind, then what was missed or claimed in vain most often."""
    parser = argparse.ArgumentParser(prog="python -m eval", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("gold"), help="labelled data")
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"), help="articles to search")
    parser.add_argument("--misses", type=int, default=10, help="how many errors to print for each kind")
    arguments = parser.parse_args()
    scores = _scores(arguments.folder)
    if not scores:
        print(f"There is no labelled data in {arguments.folder}: nothing was scored.")
    for kind, score in scores.items():
        print(f"{kind:8} {score}")
    ranks = score_search(arguments.corpora)
    if not ranks:
        print(f"There are no articles in {arguments.corpora}: search was not scored.")
    for way, rank in ranks.items():
        print(f"search, {way:13} {rank}")
    for kind, score in scores.items():
        _print_misses(kind, score, arguments.misses)


def _scores(folder: Path) -> dict[str, Score]:
    """The scores of each kind that `folder` has labels of."""
    scores: dict[str, Score] = {}
    if (folder / "countries_dev.jsonl").is_file():
        scores |= score_countries(folder)
    if (folder / "agencies_dev.jsonl").is_file():
        scores["agency"] = score_agencies(folder)
    if (folder / "dates_dev.jsonl").is_file():
        scores["date"] = score_dates(folder)
    return scores


def _print_misses(kind: str, score: Score, most: int) -> None:
    worst = Counter((miss.sort, miss.what) for miss in score.misses).most_common(most)
    print(f"\n{kind}: " + (", ".join(f"{sort} {what} x{n}" for (sort, what), n in worst) or "no miss"))
    for miss in score.misses[:most]:
        print(f"  {miss.sort:6} {miss.what:10} {miss.text[:_LONGEST]}")


if __name__ == "__main__":
    main()
