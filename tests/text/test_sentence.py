"""Where sentences end, and where they do not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.sentence import sentences


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("قال هذا. ثم مضى.", ["قال هذا.", "ثم مضى."]),
        ("هل جاء؟ نعم! جاء", ["هل جاء؟", "نعم!", "جاء"]),
        ("قال «جئت.» ومضى", ["قال «جئت.»", "ومضى"]),
        ("بلغ 3.5 مليون سهم", ["بلغ 3.5 مليون سهم"]),
        ("نقلت أ.ف.ب عن مصدر", ["نقلت أ.ف.ب عن مصدر"]),
        ("سنة 600 ق.م. في مصر", ["سنة 600 ق.م. في مصر"]),
        ("سطر أول\nوسطر ثان", ["سطر أول\nوسطر ثان"]),
        ("توقف ..ثم تابع", ["توقف ..ثم تابع"]),
        ("توقف... ثم تابع", ["توقف...", "ثم تابع"]),
        ("توقف… ثم تابع", ["توقف…", "ثم تابع"]),
        ("ختم كلامه.وأضاف قائلا", ["ختم كلامه.", "وأضاف قائلا"]),
        ("على www.site.ma اليوم", ["على www.site.ma اليوم"]),
        ("  ", []),
    ],
)
def test_a_text_is_cut_at_its_end_marks(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


def test_only_the_stretch_asked_for_is_cut() -> None:
    assert sentences("أ. قال كلاما. ومضى", 3, 13) == ((3, 13),)


@given(st.text(alphabet='اب 1.؟!…\n»«")', max_size=40))
def test_sentences_are_in_order_and_lose_no_letter(text: str) -> None:
    spans = sentences(text, 0, len(text))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = "".join("".join(text[s.start : s.end].split()) for s in spans)
    assert covered == "".join(text.split())
