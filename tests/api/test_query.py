"""A query string is read piece by piece as it would be read at once."""

from urllib.parse import parse_qsl, urlencode

from hypothesis import example, given
from hypothesis import strategies as st

from app.api.query import read_query

PIECES = st.lists(
    st.sampled_from([*"&=+;% aA", "%4", "%D9%85", "م", "é", "country", "=MA", "2024-09-14", "_.~", "\n"])
)


@given(st.text(max_size=40) | PIECES.map("".join))
@example("&&a&=b&c=&d=e=f&+g=%20h")
@example("country=MA&country=FR&published_from=2024-09-14")
@example(f"q={'a%20' * 200}&limit=5")
def test_pieces_say_together_what_the_whole_says(query: str) -> None:
    raw = query.encode()
    pieces = read_query(raw)
    pairs = parse_qsl(raw.decode("latin-1"), keep_blank_values=True)
    assert [piece.pair for piece in pieces] == pairs
    assert "&".join(piece.encoded for piece in pieces) == urlencode(pairs)
