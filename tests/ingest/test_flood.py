"""A flood of rejections is counted by reason; the first of each are named."""

from app.ingest.flood import Flood
from app.ingest.record import Rejection


def test_the_first_of_each_kind_are_named_and_the_rest_counted() -> None:
    flood = Flood()
    pictures = [Rejection(f"{i}.png", "files ending in .png are not supported") for i in range(5000)]
    dates = [Rejection(f"a:{i}", f"published is '{i}/09/2023', which is no ISO date") for i in range(30)]
    assert [r.origin for r in pictures if flood.names(r)] == [f"{i}.png" for i in range(5)]
    assert sum(map(flood.names, dates)) == 5
    assert list(flood.rest()) == [
        "rejected 4,995 more, such as 5.png, 6.png, 7.png: files ending in .png are not supported.",
        "rejected 25 more, such as a:5, a:6, a:7: published is '5/09/2023', which is no ISO date.",
    ]
    assert list(flood.rest()) == []


def test_many_kinds_are_no_flood_either() -> None:
    flood = Flood()
    kinds = ["".join(chr(97 + (i // 26**k) % 26) for k in range(3)) for i in range(5000)]
    assert sum(flood.names(Rejection(kind, f"because of {kind}")) for kind in kinds) == 100
    lines = list(flood.rest())
    assert len(lines) <= 201
    assert lines[0] == ("rejected 4,800 more for other reasons, such as sha, tha, uha: because of sha.")
