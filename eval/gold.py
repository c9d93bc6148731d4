"""Scores mentions of countries and agencies against sentences labelled by hand.

`countries_dev.jsonl` holds `text`, `countries`, `dontcare`, `demonyms` and `capitals`;
`agencies_dev.jsonl` holds `text`, `agencies` and `unlabelled`, in the words of `agencies_legend.json`.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from app.gazetteer.load import load
from app.reading.mentions.find import find_mentions
from app.reading.model import Mention, Part
from app.text.fold import fold
from eval.score import Score

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


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def mentions(text: str) -> tuple[Mention, ...]:
    """The mentions of one sentence that stands alone."""
    return find_mentions(fold(text), (Part("paragraph", 0, len(text)),), "text", None)


def _countries(found: Iterable[Mention], *kinds: str) -> set[str]:
    return {m.entity.id for m in found if m.entity.type == "country" and m.kind in kinds}


def score_countries(folder: Path) -> dict[str, Score]:
    """Scores by kind of mention."""
    scores = {kind: Score() for kind in ("name", "demonym", "capital")}
    for record in records(folder / "countries_dev.jsonl"):
        text, found = record["text"], mentions(record["text"])
        neutral = set(record["dontcare"])
        named = _countries(found, "name", "acronym")
        scores["name"].add(set(record["countries"]), named, text, neutral)
        for kind in ("demonym", "capital"):
            wanted = {entry["iso"] for entry in record[f"{kind}s"]}
            scores[kind].add(wanted, _countries(found, kind), text, neutral)
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
    for record in records(folder / "agencies_dev.jsonl"):
        found = {m.entity.id for m in mentions(record["text"]) if m.entity.type == "agency"}
        wanted = {ids[label] for label in record["agencies"]}
        neutral = (found - labelled) | {ids.get(label, label) for label in record["unlabelled"]}
        score.add(wanted, found, record["text"], neutral)
    return score
