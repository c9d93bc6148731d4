"""No text takes longer to read than its length asks for, however odd it is."""

from time import process_time

import pytest

from app.reading.article import read
from app.reading.model import Known

SHORT, TIMES = 8_000, 4


@pytest.mark.parametrize(
    "piece",
    [
        "قال الوزير المغربي إن الشرطة أوقفت رجلا يوم 3 ماي 2020 في الرباط. ",
        "قال الوزير المغربي إن الشرطة أوقفت رجلا يوم 3 ماي 2020 في الرباط\n",
        "الرباط\n\n", "\n", "12 ", "1/", "1.", "«", '"', "«كلمة»\n", "ـ", "بَ", "المغرب وتونس ومصر و",
        "وزير الداخلية ", "وزير الداخلية والخارجية والعدل ", "مجلس الأمن القومي ", "3 ماي 2020\n",
        "السبت والأحد ", "محمد أحمد\n", "😀 المغرب ", "ﻻ", "سياسة / ", "- ", "\u200c", "\r\n",
    ],
)  # fmt: skip
def test_four_times_the_text_takes_four_times_the_time(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * (SHORT * times // len(piece))
        start = process_time()
        read(text, Known(source="هسبريس"))
        return process_time() - start

    seconds(1)
    assert min(seconds(TIMES), seconds(TIMES)) < 2 * TIMES * max(seconds(1), seconds(1), 0.005)
