"""Scores dates against expressions whose day is known.

`dates_dev.jsonl` holds `input`, `reference` (the day that relative dates count from), `expected` and
`expected_alt`, other days that are as right.
"""

from datetime import date
from pathlib import Path

from app.reading.dates.expressions import find_dates
from app.text.fold import fold
from eval.gold import records
from eval.score import Score


def score_dates(folder: Path) -> Score:
    """One score over all expressions: right where one date is that day alone; any other is in vain."""
    score = Score()
    for record in records(folder / "dates_dev.jsonl"):
        text = record["input"]
        reference = date.fromisoformat(record["reference"]) if record["reference"] else None
        read = find_dates(fold(text), reference)
        found = {d.earliest.isoformat() if d.earliest == d.latest else f"{d.earliest}..{d.latest}"
                 for d in read if d.earliest and d.latest}  # fmt: skip
        wanted = {record["expected"]}
        right = found & {record["expected"], *record["expected_alt"]}
        score.add(wanted, wanted | (found - right) if right else found, f"{text} ({reference})")
    return score
