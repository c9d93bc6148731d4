"""Scores mentions against sentences labelled by hand: precision, recall, F1 and the worst misses.

    python eval/gold.py FOLDER [--misses N]

`FOLDER` holds `countries_dev.jsonl` (`text`, `countries`, `dontcare`, `demonyms`, `capitals`) and
`agencies_dev.jsonl` (`text`, `agencies`, `unlabelled`) with `agencies_legend.json`. A folder that is
not there is no error: the labelled data may not be passed on with the program.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.gazetteer.load import load
from app.reading.mentions.find import find_mentions
from app.reading.model import Mention, Part
from app.text.fold import fold

_FUNCTIONS = {"MFA": "foreign-ministry", "MOI": "interior-ministry", "NSC": "national-security-council",
              "MOE": "education-ministry"}  # fmt: skip
_IDS = {
    "PENTAGON": "us-defence-ministry", "US_STATE": "us-foreign-ministry",
    "SCRF": "ru-national-security-council", "NSC_SA": "sa-nsc",
    "UK_INTEL": "gb-intelligence", "AMAN": "il-aman", "DPJ_MA": "ma-dpj", "FAR_MA": "ma-army",
    "LY_COASTGUARD": "ly-coast-guard", "ARAB_LEAGUE": "int-arab-league", "AU": "int-african-union",
    "WORLD_BANK": "int-world-bank", "EC": "int-ec", "ECHR": "int-echr", "SCOTLAND_YARD": "gb-met",
    "ISF_LB": "lb-isf", "NSA": "us-nsa", "FSB": "ru-fsb",
    "GAM": "int-guam", "DUBAI_POLICE": "ae-dubai-police",
}  # fmt: skip
"""The ids of the legend that neither an acronym nor `function_country` leads to."""


@dataclass(slots=True)
class Score:
    """Counts over all sentences, and what was missed or claimed in vain, with its sentence."""

    hit: int = 0
    vain: int = 0
    missed: int = 0
    errors: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, wanted: set[str], found: set[str], neutral: set[str], text: str) -> None:
        """Counts one sentence; `neutral` entities are neither wanted nor held against."""
        found, wanted = found - (neutral - wanted), set(wanted)
        self.hit += len(wanted & found)
        self.vain += len(found - wanted)
        self.missed += len(wanted - found)
        self.errors += [("vain", entity, text) for entity in sorted(found - wanted)]
        self.errors += [("missed", entity, text) for entity in sorted(wanted - found)]

    def __str__(self) -> str:
        precision = self.hit / max(1, self.hit + self.vain)
        recall = self.hit / max(1, self.hit + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}  ({self.hit} hits)"


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def mentions(text: str) -> tuple[Mention, ...]:
    """The mentions of one sentence that stands alone."""
    return find_mentions(fold(text), (Part("paragraph", 0, len(text)),), "text", None)


def _countries(found: Iterable[Mention], *kinds: str) -> set[str]:
    return {m.entity.id for m in found if m.entity.type == "country" and m.kind in kinds}


def score_countries(path: Path) -> dict[str, Score]:
    """Scores by kind of mention."""
    scores = {kind: Score() for kind in ("name", "demonym", "capital")}
    for record in _records(path):
        text, found = record["text"], mentions(record["text"])
        neutral = set(record["dontcare"])
        scores["name"].add(set(record["countries"]), _countries(found, "name", "acronym"), neutral, text)
        for kind in ("demonym", "capital"):
            wanted = {entry["iso"] for entry in record[f"{kind}s"]}
            scores[kind].add(wanted, _countries(found, kind), neutral, text)
    return scores


def _agency_ids(legend: Iterable[str]) -> dict[str, str]:
    """Our id for each id of the legend."""
    by_acronym = {a.acronym.upper(): a.id for a in load().agencies.values() if a.acronym}
    found = {}
    for label in legend:
        function, _, code = label.partition("_")
        composed = f"{code.lower()}-{_FUNCTIONS[function]}" if function in _FUNCTIONS else label
        found[label] = _IDS.get(label) or by_acronym.get(label) or composed
    return found


def score_agencies(folder: Path) -> Score:
    """One score over all agencies of the legend; others that we find are not held against us."""
    ids = _agency_ids(json.loads((folder / "agencies_legend.json").read_text(encoding="utf-8")))
    labelled, score = set(ids.values()), Score()
    for record in _records(folder / "agencies_dev.jsonl"):
        found = {m.entity.id for m in mentions(record["text"]) if m.entity.type == "agency"}
        wanted = {ids[label] for label in record["agencies"]}
        neutral = (found - labelled) | {ids.get(label, label) for label in record["unlabelled"]}
        score.add(wanted, found, neutral, record["text"])
    return score


def main() -> None:
    """Prints the scores; a missing folder is said and is no failure."""
    parser = argparse.ArgumentParser(description="Scores mentions against labelled sentences.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", type=int, default=15, help="how many errors to print for each kind")
    arguments = parser.parse_args()
    if not (arguments.folder / "countries_dev.jsonl").is_file():
        print(f"There is no labelled data in {arguments.folder}: nothing was scored.")
        return
    scores = score_countries(arguments.folder / "countries_dev.jsonl")
    scores["agency"] = score_agencies(arguments.folder)
    for kind, score in scores.items():
        print(f"{kind:8} {score}")
    for kind, score in scores.items():
        worst = Counter((sort, entity) for sort, entity, _ in score.errors).most_common(arguments.misses)
        print(f"\n{kind}: " + ", ".join(f"{sort} {entity} x{n}" for (sort, entity), n in worst))
        for sort, entity, text in score.errors[: arguments.misses]:
            print(f"  {sort:6} {entity:8} {text[:300]}")


if __name__ == "__main__":
    main()
