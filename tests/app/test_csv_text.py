"""Tables as CSV: what people wrote is never calculated by a spreadsheet."""

import csv

import pytest

from app.csv_text import as_written, csv_text


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_text_begins_as_a_formula_does(sign: str) -> None:
    text = csv_text(("Name",), [(f"{sign}1+1",), ("Ada = 1",), (-1,)])
    assert text == f"Name\r\n'{sign}1+1\r\nAda = 1\r\n-1\r\n"


@pytest.mark.parametrize("text", ["4711", "'4711", "=1", "'=1", "''-1", "'t Hooft", "'", ""])
def test_what_is_read_back_is_what_was_written(text: str) -> None:
    line = csv_text(("Name", "Name"), [(text, "x")]).splitlines()[1]
    (written, _) = next(csv.reader([line]))
    assert as_written(written) == text
    assert not written.startswith(("=", "-"))
