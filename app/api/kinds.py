"""The kinds of problems: what each means, what to do about it, and one that happened."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.api.parameter import MOST_VALUES
from app.errors import Complaint


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its status, its title, what to do about it, and an example.

    `asked` is a request that the seeds answer with `detail` and `complaints`, where a request alone
    can bring that about.
    """

    status: int
    title: str
    advice: str
    detail: str
    asked: str = ""
    complaints: tuple[Complaint, ...] = ()


def _refused(title: str, advice: str, asked: str, *complaints: Complaint) -> Kind:
    detail = " ".join(complaint.message for complaint in complaints)
    return Kind(422, title, advice, detail, asked, complaints)


KINDS: Mapping[str, Kind] = {
    "unknown_parameter": _refused(
        "There is no such parameter",
        "`errors` names it, those that there are, and the nearest guess.",
        "/v1/sources?limitt=5",
        Complaint("limitt", "5", "There is no parameter 'limitt' here.", ("limit", "cursor"), "limit",
                  "unknown_parameter"),
    ),
    "invalid_value": _refused(
        "A value means nothing",
        "`errors` says which, what is allowed, and the nearest guess.",
        "/v1/articles?country=Maroco",
        Complaint("country", "Maroco", "No country is called 'Maroco'.", (), "Maroc"),
    ),
    "ambiguous": _refused(
        "A name has several bearers",
        "`errors` lists them under `allowed`: send one of these instead.",
        "/v1/articles?agency=DGSI",
        Complaint("agency", "DGSI",
                  "'DGSI' may be any of fr-dgsi (General Directorate for Internal Security (France)), "
                  "dz-dgsi (General Directorate of Internal Security); say which.",
                  ("fr-dgsi", "dz-dgsi"), "fr-dgsi", "ambiguous"),
    ),
    "too_many_values": _refused(
        "A parameter has too many values",
        f"A parameter that may be repeated takes {MOST_VALUES} values, any other one.",
        "/v1/articles?limit=5&limit=6",
        Complaint("limit", "6", "limit is given 2 times; it takes one value.", (), None, "too_many_values"),
    ),
    "contradiction": _refused(
        "Two values contradict each other",
        "`errors` says which: change one.",
        "/v1/articles?published_from=2025&published_to=2024",
        Complaint(
            "published_from", "2025",
            "published_from (2025-01-01) lies after published_to (2024-12-31): nothing can pass.",
            (), None, "contradiction"),
    ),
    "cursor_mismatch": _refused(
        "The cursor belongs to another question",
        "A cursor continues the list that it came from: send it with the same filters and `sort`, or "
        "start again without it.",
        "/v1/countries?mention_kind=any&cursor={cursor of /v1/countries?limit=1}",
        Complaint("cursor", "vlRZHAv3yKFbNSwiTUEiXQ",
                  "This cursor belongs to another list, filter or sort, or to scores of an earlier corpus: "
                  "start again without it.",
                  (), None, "cursor_mismatch"),
    ),
    "invalid_request": _refused(
        "Several things are wrong with the question",
        "`errors` names each parameter, its value, what is allowed and the nearest guess.",
        "/v1/sources?limitt=5&limit=0",
        Complaint("limitt", "5", "There is no parameter 'limitt' here.", ("limit", "cursor"), "limit",
                  "unknown_parameter"),
        Complaint("limit", "0", "limit is a whole number from 1 to 100, not '0'.", ("1 to 100",)),
    ),
    "unauthorized": Kind(
        401, "A key is needed", "Send one of the server's keys as `Authorization: Bearer KEY`.",
        "Send one of the server's keys as `Authorization: Bearer KEY`."),
    "not_found": Kind(
        404, "There is nothing here", "Check the path or the id; `detail` may hold a guess.",
        "There is no country 'Maroco'. Did you mean 'Maroc'?", "/v1/countries/Maroco"),
    "method_not_allowed": Kind(
        405, "The method is not allowed", "The header `Allow` says which are.",
        "/v1/articles knows GET, HEAD, OPTIONS, not POST."),
    "too_large": Kind(
        413, "The body is too large", "`detail` says how large it may be.",
        "A text with its title may have 1,048,576 bytes; send less."),
    "query_timeout": Kind(
        503, "The query took too long", "Narrow the question, or raise the server's `WARRAQ_QUERY_TIMEOUT`.",
        "The query took longer than 10 s and was given up."),
    "database_missing": Kind(
        503, "There is no database", "Create one with `warraq ingest`.",
        "There is no database at data/warraq.db. Create it with `warraq ingest`."),
    "database_busy": Kind(
        503, "The database is busy", "Try again in a moment, as the header `Retry-After` says.",
        "All connections to the database are in use. Try again."),
    "database_corrupt": Kind(
        503, "The database is damaged", "Put a copy back, or delete it and run `warraq ingest`.",
        "data/warraq.db is no SQLite database, or a damaged one: file is not a database."),
    "schema_mismatch": Kind(
        503, "The database has another schema", "Run `warraq ingest` to bring it up to date.",
        "The database has the schema of another version of Warraq. Run `warraq ingest`."),
    "database_error": Kind(
        503, "The database cannot be used", "`detail` says why.",
        "The database cannot be reached: connection refused."),
    "internal_error": Kind(
        500, "Something broke", "It is a mistake of Warraq; the server's log has the details.",
        "The server made a mistake while answering. It is in its log."),
}  # fmt: skip
"""Every `code` that a problem can have."""
