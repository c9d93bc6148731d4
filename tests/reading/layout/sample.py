"""An article in three paragraphs, and what is read of a page that is made of it."""

from app.reading.dates.expressions import read_dates
from app.reading.layout.parts import find_parts
from app.reading.model import Part
from app.text.fold import fold

TITLE = "توقيف أربعة أشخاص بأكادير بسبب المخدرات"
FIRST = (
    "أعلنت مصالح الشرطة، في بلاغ لها، أن عناصرها تمكنت من توقيف أربعة أشخاص يشتبه في تورطهم في قضية تتعلق "
    "بالاتجار في المخدرات."
)
SECOND = (
    "وأضاف المصدر ذاته أن عملية التوقيف جرت بناء على معلومات دقيقة، وأسفرت عن حجز كميات مهمة من مخدر الشيرا "
    "كانت معدة للتهريب."
)
THIRD = (
    "وقد تم الاحتفاظ بالمشتبه فيهم تحت تدبير الحراسة النظرية رهن إشارة البحث الذي تشرف عليه النيابة العامة."
)


def parts_of(text: str, title: str | None = None) -> tuple[Part, ...]:
    folded = fold(text)
    return find_parts(folded, read_dates(folded, None).expressions, fold(title) if title else None).parts


def read(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """Role and content of each part, in order."""
    return [(p.role, text[p.start : p.end]) for p in parts_of(text, title)]


def page(*blocks: str, by: str = "\n\n") -> str:
    return by.join(blocks)


BODY = [("paragraph", FIRST), ("paragraph", SECOND)]
BRIEF = "أوقفت الشرطة أربعة أشخاص."
