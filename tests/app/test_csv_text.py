"""Tables as CSV: what people wrote is never calculated by a spreadsheet."""

import pytest

from app.csv_text import csv_text


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_text_begins_as_a_formula_does(sign: str) -> None:
    text = csv_text(("Name",), [(f"{sign}1+1",), ("Ada = 1",), (-1,)])
    assert text == f"Name\r\n'{sign}1+1\r\nAda = 1\r\n-1\r\n"
