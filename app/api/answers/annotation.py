"""What is read in a text that was sent, in answers."""

from typing import Annotated, NotRequired, cast

from typing_extensions import TypedDict

from app.api.answers import said
from app.api.answers.article import (
    Dates,
    MentionAnswer,
    Parts,
    PublishedAnswer,
    ReadAnswer,
    SourceNameAnswer,
)
from app.api.answers.span import Offset, shown
from app.reading.annotation import annotation
from app.reading.model import Reading


class AnnotationQuestion(TypedDict):
    """A text to be read, and what is known of it."""

    text: Annotated[str, said("The text.", "زار وزير الداخلية الفرنسي الرباط يوم 5 غشت الجاري.")]
    title: NotRequired[Annotated[str | None, said("A title that stands apart from the text.", "زيارة")]]
    reference: NotRequired[
        Annotated[str | None, said("The day that relative dates count from, YYYY-MM-DD.", "2024-08-09")]
    ]


class ExplanationAnswer(TypedDict):
    """Why a mention counts."""

    alias: Annotated[str, said("The gazetteer's form that matched.", "المغرب")]
    rule: Annotated[str | None, said("The rule that decided, where one did.", None)]
    cues: Annotated[list[str], said("The words that it went by.", ["الوزير"])]


class AnnotatedMention(MentionAnswer):
    """One place where the text names a country or an agency, and why it counts."""

    explanation: ExplanationAnswer


class AnnotationAnswer(TypedDict):
    """What is read in a text."""

    title: Annotated[str | None, said("Its title, where one was found.", "زيارة")]
    source: Annotated[SourceNameAnswer | None, said("Where it says it appeared.")]
    byline: Annotated[str | None, said("Who wrote it.", "سناء الجدني")]
    dateline: Annotated[str | None, said("Where it was written.", "مدريد")]
    section: Annotated[str | None, said("The section it appeared in.", "سياسة")]
    language: Annotated[str | None, said("Its language, as a BCP 47 tag.", "ar")]
    url: Annotated[str | None, said("Its address on the web; null for a text that is sent.", None)]
    published: Annotated[PublishedAnswer | None, said("When it appeared; null where it does not say.")]
    excerpt: Annotated[str, said("How it begins.", "زار وزير الداخلية الفرنسي الرباط")]
    characters: Annotated[int, said("Its length in Unicode code points.", 50)]
    parts: Parts
    dates: Dates
    mentions: Annotated[list[AnnotatedMention], said("The mentions, in order.")]
    warnings: Annotated[list[str], said("What reading it was unsure of.", ["The title stands twice."])]
    read: ReadAnswer
    reading_version: Annotated[int, said("The version of the reader.", 1)]


def annotation_answer(reading: Reading, at: Offset) -> AnnotationAnswer:
    """What was read, as `warraq annotate` prints it; `at` says how offsets are shown."""
    return cast("AnnotationAnswer", shown(annotation(reading), at))
