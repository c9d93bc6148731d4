"""What the beginning of a name finds, in which order, whatever way it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gazetteer.prefix import PrefixIndex, Standing, typed

OWNERS = ("morocco", "dgsn", "union", "ivory", "usa", "security", "mali")
NAMES = [
    ("المغرب", 0), ("Maroc", 0), ("MA", 0), ("Morocco", 0),
    ("المديرية العامة للأمن الوطني", 1), ("DGSN", 1), ("ma-dgsn", 1),
    ("اتحاد المغرب العربي", 2), ("Union du Maghreb arabe", 2),
    ("Côte d’Ivoire", 3), ("ساحل العاج", 3),
    ("U.S.", 4), ("الولايات المتحدة", 4), ("الولايات المتحدة الأمريكية", 4),
    ("الأمن", 5), ("وزارة الداخلية والأمن", 5),
    ("مالي", 6), ("Mali", 6),
]  # fmt: skip
INDEX = PrefixIndex(NAMES)
ARTICLES = (5, 9, 1, 0, 7, 2, 5)


def found(text: str, limit: int = 10, articles: tuple[int, ...] = ARTICLES) -> list[str]:
    return [OWNERS[one.owner] for one in INDEX.find(text, Standing(articles), limit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("المغ", "morocco union"),
        ("مغر", "morocco union"),
        ("المغرب", "morocco union"),
        ("المَغْرب", "morocco union"),
        ("المـغرب", "morocco union"),
        ("mar", "morocco"),
        ("MARO", "morocco"),
        ("maghreb arabe", "union"),
        ("dgs", "dgsn"),
        ("ma-d", "dgsn"),
        ("العامة للأ", "dgsn"),
        ("المديرية العامة الأمن الوطني", "dgsn"),
        ("المديرية العامة ا", "dgsn"),
        ("مديريه عامه امن", "dgsn"),
        ("الداخلية و", "security"),
        ("الداخلية والأمن", "security"),
        ("الداخلية الأمن", "security"),
        ("cote d'iv", "ivory"),
        ("ivoire", "ivory"),
        ("العاج", "ivory"),
        ("عاج", "ivory"),
        ("u.s", "usa"),
        ("الولايات المتحده الامر", "usa"),
        ("aroc", ""),
        ("الديرية", ""),
        ("المغرب الأقصى", ""),
        ("", ""),
        ("؟!", ""),
        ("\U0010ffff", ""),
        ("x" * 500, ""),
    ],
)
def test_a_name_is_found_by_how_it_or_a_word_of_it_begins(text: str, expected: str) -> None:
    assert found(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ma", "morocco dgsn mali union"),  # MA; then ma-dgsn and Mali, 9 and 5 articles; then Maghreb
        ("الأمن", "security dgsn"),  # the whole name; then words of one, whatever has more articles
        ("أمن", "security dgsn"),
    ],
)
def test_whole_names_come_first_then_beginnings_then_words_each_by_articles(text: str, expected: str) -> None:
    assert found(text) == expected.split()


def test_articles_decide_between_equal_fits_then_the_number_of_the_owner() -> None:
    assert found("m", articles=(1, 0, 0, 0, 0, 0, 2))[:2] == ["mali", "morocco"]
    assert found("m", articles=(1, 0, 0, 0, 0, 0, 1))[:2] == ["morocco", "mali"]


def test_whole_words_of_a_name_fit_as_well_as_its_beginning() -> None:
    index = PrefixIndex([("South Korea", 0), ("Korean Police", 1), ("Anti Koreans", 2)])
    assert [(one.owner, one.fit) for one in index.find("korea", Standing((3, 1, 9)), 9)] == [
        (0, 1),
        (1, 1),
        (2, 2),
    ]


def test_the_name_that_fits_is_told_as_it_is_written() -> None:
    assert [one.name for one in INDEX.find("cote", Standing(ARTICLES), 1)] == ["Côte d’Ivoire"]
    assert [one.name for one in INDEX.find("امريكية", Standing(ARTICLES), 1)] == [
        "الولايات المتحدة الأمريكية"
    ]


def test_no_more_than_the_limit_and_none_twice() -> None:
    assert found("m", limit=2) == found("m")[:2]
    assert len(set(found("m"))) == len(found("m"))


def test_only_those_among_whom_is_asked_are_found() -> None:
    import numpy as np

    among = np.array([False, True, True, True, True, True, True])
    assert [OWNERS[one.owner] for one in INDEX.find("المغرب", Standing(ARTICLES), 9, among)] == ["union"]


def test_an_index_of_nothing_finds_nothing() -> None:
    assert PrefixIndex([]).find("a", Standing(()), 9) == []


@given(st.sampled_from(NAMES), st.data())
def test_every_beginning_of_every_name_finds_its_owner(name: tuple[str, int], data: st.DataObject) -> None:
    written, owner = name
    start = data.draw(st.sampled_from([0, *(i + 1 for i, char in enumerate(written) if char == " ")]))
    end = data.draw(st.integers(start + 1, len(written)))
    text = written[start:end]
    assert not typed(text).strip() or OWNERS[owner] in found(text), text


@given(st.text("مالغرب أةىو marocMA.-' \u0640\u064e1٢", max_size=12))
def test_whatever_is_typed_is_answered(text: str) -> None:
    for one in INDEX.find(text, Standing(ARTICLES), 10):
        assert (one.name, one.owner) in NAMES
