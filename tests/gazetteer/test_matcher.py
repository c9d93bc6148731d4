"""Where a form stands as a word, and where it does not."""

import pytest

from app.gazetteer.forms import form
from app.gazetteer.matcher import Matcher
from app.gazetteer.model import Alias, Entity, MentionKind
from app.text.fold import fold

LAND = Entity("country", "QQ")


def land(written: str, kind: MentionKind = "name") -> Alias:
    return form(written, "country", kind, entity=LAND, strength="strong")


def surfaces(aliases: list[Alias], text: str) -> list[str]:
    folded = fold(text)
    return [folded.span(hit.start, hit.end).of(text) for hit in Matcher(aliases).find(folded)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("السودان", ["السودان"]),
        ("وبالسودان", ["السودان"]),
        ("للسودان", ["سودان"]),
        ("سودان", []),
        ("السودانية", []),
        ("مالسودان", []),
        ("دخلوا السودان، والسودان", ["السودان", "السودان"]),
        ("الحكومةالسودان", ["السودان"]),
    ],
)
def test_a_name_with_the_article_needs_it(text: str, found: list[str]) -> None:
    assert surfaces([land("السودان")], text) == found


def test_a_word_that_begins_with_hamza_and_lam_has_no_article() -> None:
    assert surfaces([land("ألمانيا")], "لألمانيا والمانيا") == ["ألمانيا", "المانيا"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("CIA", ["CIA"]), ("cia", []), ("CIAO", []), ("الـCIA", ["الـCIA"]), ("CIA2", []), ("(CIA)", ["CIA"]),
     ("LA CIA FRANCAISE", [])],
)  # fmt: skip
def test_a_latin_acronym_stands_apart_and_in_capitals(text: str, found: list[str]) -> None:
    assert surfaces([land("CIA", "acronym")], text) == found


def test_overlapping_forms_are_all_found() -> None:
    assert surfaces([land("كوريا"), land("كوريا الشمالية")], "كوريا الشمالية") == ["كوريا", "كوريا الشمالية"]


def test_a_conjunction_may_stand_apart_from_its_word() -> None:
    joined, apart = "هيئة الحقيقة والكرامة", "هيئة الحقيقة و الكرامة"
    assert surfaces([land(joined)], f"{joined} و {apart}") == [joined, apart]
