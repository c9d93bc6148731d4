"""The JSON that an article is shown as."""

from hypothesis import given
from hypothesis import strategies as st

from app.reading.annotation import annotation
from app.store.card import card, id_on
from tests.store.article import reading

_KNOWN = annotation(reading())


@given(st.text() | st.sampled_from(['a","title":"b', '\\\\","title":', '"']))
def test_the_id_on_a_card_is_that_of_its_article(id: str) -> None:
    assert id_on(card(id, _KNOWN, None).encode()) == id
