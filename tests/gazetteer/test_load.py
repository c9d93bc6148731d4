"""A gazetteer from a folder of TOML, and what its errors say."""

from pathlib import Path

import pytest

from app.errors import GazetteerError
from app.gazetteer.book import Gazetteer
from app.gazetteer.load import load
from app.gazetteer.model import Entity, Label
from app.text.fold import fold

CLDR = """
[QQ]
alpha3 = "QQQ"
ar = "قافية"
fr = "Qaphie"
en = "Qaphia"
[ZZ]
alpha3 = "ZZZ"
ar = "الزاي"
fr = "Zay"
en = "Zay"
"""
COUNTRIES = """
[QQ]
demonyms = ["قافوي"]
weak = ["قاف"]
[ZZ]
demonyms = ["زايي"]
"""
BODIES = """
[police]
kind = "police"
ar = "الشرطة {feminine}"
fr = "Police ({country})"
en = "Police ({country})"
weak_nouns = ["الشرطة"]
agency = { ZZ = "zz-guard" }
"""
AGENCIES = """
[zz-guard]
kind = "police"
country = "ZZ"
acronym = "ZG"
ar = "حرس الزاي"
fr = "Garde de Zay"
en = "Guard of Zay"
names = ["حرس الزاي"]
shared = ["الحرس العام"]
acronyms = ["ZG"]
[qq-guard]
kind = "police"
country = "QQ"
ar = "الحرس العام"
fr = "Garde"
en = "Guard"
shared = ["الحرس العام"]
"""


def write(folder: Path, **files: str) -> Path:
    texts = {"cldr": CLDR, "countries": COUNTRIES, "bodies": BODIES, "agencies/all": AGENCIES} | {
        name.replace("__", "/"): text for name, text in files.items()
    }
    for name, text in texts.items():
        path = folder / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def book(tmp_path: Path) -> Gazetteer:
    return load(write(tmp_path))


def test_a_folder_is_read_into_countries_agencies_and_bodies(book: Gazetteer) -> None:
    assert book.countries["QQ"].name == Label("قافية", "Qaphie", "Qaphia")
    assert book.agencies["zz-guard"].acronym == "ZG"
    assert book.check() == []


def test_a_body_is_composed_with_a_country_unless_an_agency_takes_its_place(book: Gazetteer) -> None:
    police = book.agency("qq-police")
    assert police is not None
    assert (police.name.ar, police.name.fr, police.country) == ("الشرطة القافوية", "Police (Qaphie)", "QQ")
    assert book.agency("zz-police") is None
    assert book.agency_of("police", "ZZ") == "zz-guard"
    assert book.agency("xx-police") is None


@pytest.mark.parametrize(
    ("name", "entities"),
    [
        ("QQ", [("country", "QQ")]),
        ("qqq", [("country", "QQ")]),
        ("قافيه", [("country", "QQ")]),
        ("زاي", [("country", "ZZ")]),
        ("Zay", [("country", "ZZ")]),
        ("zg", [("agency", "zz-guard")]),
        ("ZZ-GUARD", [("agency", "zz-guard")]),
        ("الحرس العام", [("agency", "qq-guard"), ("agency", "zz-guard")]),
        ("الشرطة القافوية", [("agency", "qq-police")]),
        ("قافوي", []),
        ("", []),
    ],
)
def test_a_name_is_resolved_in_any_language(
    book: Gazetteer, name: str, entities: list[tuple[str, str]]
) -> None:
    assert [tuple(entity) for entity in book.resolve_name(name)] == entities


def test_the_country_of_an_entity(book: Gazetteer) -> None:
    assert book.country_of(Entity("agency", "qq-police")) == "QQ"
    assert book.country_of(Entity("country", "ZZ")) == "ZZ"
    assert book.country_of(Entity("agency", "no-such")) is None


def test_the_version_moves_with_the_data(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    versions = [load(write(one)).version, load(write(two, countries=COUNTRIES + 'names = ["زاء"]\n')).version]
    assert versions[0] != versions[1]


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("countries", COUNTRIES + 'names = ["قافية"]\n', "claimed by QQ and ZZ"),
        ("countries", '[QQ]\ndemonyms = ["قافوي"]\n', "ZZ has no demonym"),
        ("countries", COUNTRIES + "[YY]\n", "YY is no country"),
        ("places", '[YY]\nplaces = ["زايغراد"]\n', "places.toml: YY is no country"),
        ("agencies__all", AGENCIES.replace("[qq-guard]", "[qq_guard]"), "qq_guard is not of the form"),
        ("agencies__all", AGENCIES.replace("[qq-guard]", "[zz-other]"), "not that of its id"),
        ("agencies__all", AGENCIES.replace('names = ["حرس الزاي"]\n', ""), "lists its own name"),
        ("bodies", BODIES.replace("zz-guard", "zz-nobody"), "no such agency"),
    ],
)
def test_contradictions_are_told(tmp_path: Path, file: str, text: str, problem: str) -> None:
    found = load(write(tmp_path, **{file: text})).check()
    assert any(problem in line for line in found), found


def test_two_strong_forms_that_differ_by_an_article_one_may_bear_are_told(tmp_path: Path) -> None:
    first = AGENCIES.replace('names = ["حرس الزاي"]', 'names = ["حرس الزاي", "زنبرك"]')
    second = first + 'names = ["الزنبرك"]\n'
    problems = load(write(tmp_path, agencies__all=second)).check()
    assert problems == ["The strong form الزنبرك is claimed by qq-guard and zz-guard."]


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("countries", "[QQ]\nnmaes = []\n", "unknown key 'nmaes'"),
        ("countries", '[QQ]\nnames = "قافية"\n', "must be a list of texts"),
        ("countries", "[QQ\n", "cannot be read"),
        ("agencies__all", '[qq-x]\nkind = "police"\nar = "س"\nfr = "x"\n', "lacks the key 'en'"),
        ("agencies__all", AGENCIES.replace('"police"', '"army"'), "unknown kind 'army'"),
        ("homographs", '[[rule]]\nid = "x"\nreason = "x"\nreject_before = ["@nothing"]\n', "@nothing"),
        ("homographs", '[[rule]]\nid = "x"\nreason = "x"\ndefault = "maybe"\n', "accept or reject"),
    ],
)
def test_data_that_cannot_be_read_name_the_place(tmp_path: Path, file: str, text: str, message: str) -> None:
    with pytest.raises(GazetteerError, match=message):
        load(write(tmp_path, **{file: text}))


def test_a_folder_without_a_gazetteer_is_said(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="no gazetteer in"):
        load(tmp_path)


def test_the_products_own_data_hold() -> None:
    assert load().check() == []


def test_the_matcher_finds_all_readings_of_a_place(book: Gazetteer) -> None:
    hits = book.matcher.find(fold("وبالزاي"))
    assert [(hit.start, hit.end, hit.word, hit.alias.kind) for hit in hits] == [(2, 7, 0, "name")]
