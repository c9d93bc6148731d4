"""The generated file is what the generator makes of the installed CLDR."""

from app.gazetteer import cldr


def test_the_file_equals_what_babel_gives() -> None:
    assert cldr.FILE.read_text(encoding="utf-8") == cldr.document()


def test_there_are_the_249_countries_of_iso_3166_1_and_kosovo() -> None:
    codes = cldr.countries()
    assert len(codes) == 250
    assert codes["MA"] == "MAR"
    assert codes["XK"] == "XKX"
    assert not {"EU", "UN", "AC", "SU"} & set(codes)


def test_codes_that_iso_3166_3_withdrew_are_nobodys() -> None:
    codes = cldr.countries()
    expected = {"FR": "FRA", "CD": "COD", "TL": "TLS", "RO": "ROU", "RS": "SRB", "MM": "MMR", "YE": "YEM"}
    assert {code: codes[code] for code in expected} == expected
    assert len(set(codes.values())) == len(codes)
