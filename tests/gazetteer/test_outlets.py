"""The list of outlets: every name finds its outlet, and a word that is none finds nothing."""

import re
from typing import Any

import pytest
from babel import Locale

from app.errors import GazetteerError
from app.gazetteer.outlets import load_outlets, name_key, parse_outlets

OUTLETS = load_outlets()


def ids(name: str, announced: bool = False) -> list[str]:
    return [outlet.id for outlet in OUTLETS.find(name, announced)]


def test_the_list_is_long_and_has_press_agencies() -> None:
    assert len(OUTLETS.by_id) >= 150
    assert {"map", "afp", "reuters", "aps", "tap", "spa"} <= {
        o.id for o in OUTLETS.by_id.values() if o.agency
    }


@pytest.mark.parametrize("outlet", OUTLETS.by_id.values(), ids=lambda outlet: outlet.id)
def test_each_outlet_is_found_by_its_names_where_a_source_is_announced(outlet: Any) -> None:
    assert outlet.id in ids(outlet.name, announced=True)
    for name in (*outlet.aliases, *outlet.weak):
        assert outlet.id in ids(name, announced=True)
    for name in outlet.aliases:
        assert ids(name) == [outlet.id]


def test_countries_are_iso_codes_and_ids_are_plain() -> None:
    territories = Locale("en").territories
    for outlet in OUTLETS.by_id.values():
        assert outlet.country is None or (len(outlet.country) == 2 and outlet.country in territories)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", outlet.id)
        assert outlet.home_page is None or outlet.home_page.startswith("https://")
        assert name_key(outlet.name)


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("ميدل إيست أونلاين", "middle-east-online"),
        ("ميدل ايست اونلاين", "middle-east-online"),
        ("Middle East Online", "middle-east-online"),
        ("هسبريس", "hespress"),
        ("HESPRESS", "hespress"),
        ("جريدة هسبريس", "hespress"),
        ("أ.ف.ب", "afp"),
        ("(أ ف ب)", "afp"),
        ("و م ع", "map"),
        ("مراسلون ٢٤", "morassiloun24"),
        ("www.hespress.com", "hespress"),
        ("صحيفة المساء", "almassae"),
    ],
)
def test_spelling_variants_are_one_outlet(written: str, id: str) -> None:
    assert ids(written) == [id]


@pytest.mark.parametrize(
    "word", ["الشرق الأوسط", "الصباح", "الحياة", "لكم", "العربية", "البيان", "محمد العلوي", ""]
)
def test_an_ordinary_word_is_no_outlet_until_a_source_is_announced(word: str) -> None:
    assert ids(word) == []


def test_a_name_of_several_outlets_gives_them_all_and_leaves_the_choice() -> None:
    assert set(ids("الصباح", announced=True)) >= {"assabah-ma", "assabah-tn"}
    assert ids("الشرق الأوسط", announced=True) == ["asharq-al-awsat"]


@pytest.mark.parametrize(
    ("url", "id"),
    [
        ("https://www.hespress.com/1.html", "hespress"),
        ("https://fr.hespress.com/1", "hespress-fr"),
        ("http://m.youm7.com/story/1", "youm7"),
        ("example.org/hespress.com", None),
        ("https://nothespress.com", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_a_url_names_its_outlet_by_the_host(url: str, id: str | None) -> None:
    found = OUTLETS.of_url(url)
    assert (found.id if found else None) == id


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        ({"a": {"name": "Same"}, "b": {"name": "same"}}, "the name 'same'"),
        ({"a": {"name": "A", "home_page": "https://x.org"}, "b": {"name": "B", "home_page": "https://www.x.org"}},
         "the site"),
        ({"a": {"latin": "A"}}, "needs a name"),
        ({"a": {"name": "A", "aliasses": []}}, "aliasses"),
    ],
)  # fmt: skip
def test_contradictions_in_the_data_are_named(document: dict[str, Any], complaint: str) -> None:
    with pytest.raises(GazetteerError, match=complaint):
        parse_outlets(document)
