"""Bodies called in French or English by what they are and whose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gazetteer.composition import Called, agencies_of, called, parted
from app.gazetteer.load import load


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("Central Bank of Turkey", "tr-central-bank"),
        ("Banque centrale de Turquie", "tr-central-bank"),
        ("Russian Ministry of Defence", "ru-defence-ministry"),
        ("Russian Defense Ministry", "ru-defence-ministry"),
        ("Ministry of Health of Egypt", "eg-health-ministry"),
        ("Egypt's Health Ministry", "eg-health-ministry"),
        ("the Egyptian ministry of health", "eg-health-ministry"),
        ("Ministère égyptien de la Santé", "eg-health-ministry"),
        ("ministere de la sante d'Egypte", "eg-health-ministry"),
        ("Ministère de l’Intérieur français", "fr-interior-ministry"),
        ("Saudi Foreign Ministry", "sa-foreign-ministry"),
        ("Moroccan Minister of the Interior", "ma-interior-ministry"),
        ("ministre marocain de l'Intérieur", "ma-interior-ministry"),
        ("Canadian Prime Minister", "ca-prime-ministry"),
        ("Canadian Prime Minister's Office", "ca-prime-ministry"),
        ("Moroccan police", "ma-police"),
        ("police marocaine", "ma-police"),
        ("Forces spéciales égyptiennes", "eg-special-forces"),
        ("Jordanian intelligence services", "jo-intelligence"),
        ("American intelligence", "us-cia"),
        ("Moroccan DGSN", "ma-dgsn"),
        ("Bank of Russia", "ru-central-bank"),
        ("British police", "gb-police"),
        ("U.S. Army", "us-army"),
        ("Army of Equatorial Guinea", "gq-army"),
    ],
)
def test_a_body_and_its_country_stand_in_any_order(name: str, agency: str) -> None:
    assert called(name).agencies == {agency}


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("Egyptian Museum", {"EG"}),
        ("Egyptian", {"EG"}),
        ("Egyptian Ministry of Healt", {"EG"}),
        ("Egyptian Ministry of Health and Magic", {"EG"}),
        ("Paris police", set()),
        ("Ministry of Magic", set()),
        ("وزارة الصحة المصرية", set()),
        ("of the", set()),
        ("", set()),
    ],
)
def test_what_is_only_near_is_no_agency(name: str, countries: set[str]) -> None:
    assert called(name) == Called(frozenset(countries), frozenset())


def test_without_a_country_it_is_the_body_of_any() -> None:
    countries, agencies = called("Ministry of the Interior")
    assert countries == frozenset()
    assert agencies == {load().agency_of("interior-ministry", code) for code in load().countries}


def test_every_body_is_called_by_its_own_names() -> None:
    book = load()
    for function, body in book.bodies.items():
        for template in body.name[1:]:
            for country in ("Jordan", "Jordanie"):
                name = template.format(country=country)
                assert book.agency_of(function, "JO") in called(name).agencies, name


@given(st.permutations(["Egyptian", "Ministry", "of", "Higher", "Education"]))
def test_the_order_of_words_makes_no_difference(words: list[str]) -> None:
    assert called(" ".join(words)).agencies == {"eg-higher-education-ministry"}


@given(st.text(max_size=60))
def test_any_text_has_an_answer(text: str) -> None:
    countries, agencies = called(text)
    assert countries <= load().countries.keys()
    assert all(load().agency(one) for one in agencies)


@pytest.mark.parametrize(
    ("text", "countries", "rest"),
    [
        ("Egyptian Min", {"EG"}, "min"),
        ("Ministère italien de l'", {"IT"}, "ministere"),
        ("Ministry of the Interior of Italy", {"IT"}, "ministry of the interior"),
        ("Italy of the", {"IT"}, ""),
        ("Egyp", set(), "egyp"),
    ],
)
def test_a_name_is_parted_from_its_country(text: str, countries: set[str], rest: str) -> None:
    assert parted(text) == (frozenset(countries), rest)


def test_a_country_has_its_listed_agencies_and_the_bodies_that_every_country_has() -> None:
    ids = [agency.id for agency in agencies_of("MA")]
    assert {"ma-dgsn", "ma-health-ministry", "ma-dgst"} <= set(ids)
    assert len(ids) == len(set(ids))
    assert {agency.country for agency in agencies_of("MA")} == {"MA"}
