"""The site builder, on a small folder of pages: what it makes, and each mistake with file and line."""

import struct
from pathlib import Path

import lxml.html
import pytest

from tools.errors import SetUpError
from tools.site import building, pictures
from tools.site.building import build_site
from tools.site.errors import BrokenDocs
from tools.site.markdown_pages import anchor_of, in_site

NAV = """\
parts:
  - name: For all
    short: All
    pages:
      - one.md
      - deep/two.md
files:
  - plan.svg
"""
INDEX = "# Start\n\n[One](one.md)\n"
ONE = "# One\n\nRead [two](deep/two.md#what-is-it), [the plan](plan.svg), [this](#below).\n\n## Below\n\nText.\n"
TWO = "# Two & more\n\n## What is it?\n\n[Back](../one.md), [first](../README.md), [out](https://example.org/).\n"


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a small documentation without a mistake, and stand-ins for the built style and mark."""
    folder, assets = tmp_path / "docs", tmp_path / "assets"
    for name, text in {
        "nav.yaml": NAV,
        "README.md": INDEX,
        "one.md": ONE,
        "deep/two.md": TWO,
        "plan.svg": "<svg/>",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    assets.mkdir()
    for name in (building.STYLE, building.MARK):
        (assets / name).write_text("made", encoding="utf-8")
    monkeypatch.setattr(building, "ASSETS", assets)
    return folder


def built(docs: Path, made: dict[str, Path] | None = None) -> Path:
    out = docs.parent / "site"
    build_site(out, made, made or {}, docs)
    return out


def page(out: Path, name: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring((out / name).read_bytes())


def mistakes(docs: Path) -> list[str]:
    with pytest.raises(BrokenDocs) as broken:
        build_site(docs.parent / "site", None, {"learn.png": 1}, docs)
    return [str(each).removeprefix(f"{docs}/") for each in broken.value.mistakes]


def test_pages_lead_to_each_other_from_every_depth(docs: Path) -> None:
    out = built(docs)
    hrefs = {
        name: page(out, name).xpath("//main//a/@href")
        for name in ("index.html", "one.html", "deep/two.html")
    }
    assert hrefs["one.html"] == ["deep/two.html#what-is-it", "plan.svg", "#below"]
    assert hrefs["deep/two.html"] == ["../one.html", "../index.html", "https://example.org/"]
    for name, links in hrefs.items():
        own = [each.partition("#")[0] for each in links if "://" not in each]
        assert all((out / name).parent.joinpath(each).exists() for each in own if each)


def test_a_page_lists_those_of_its_part_and_marks_itself(docs: Path) -> None:
    two = page(built(docs), "deep/two.html")
    assert two.findtext(".//title") == "Two & more – First Shift documentation"
    beside = two.xpath("//aside//a")
    assert [(each.text, each.get("href")) for each in beside] == [
        ("One", "../one.html"),
        ("Two & more", "../deep/two.html"),
    ]
    assert [each.get("aria-current") for each in beside] == [None, "page"]


def test_nothing_is_asked_of_anybody_and_nothing_runs(docs: Path) -> None:
    for file in built(docs).rglob("*.html"):
        found = lxml.html.document_fromstring(file.read_bytes())
        assert found.xpath("//script | //*[@style] | //iframe") == []
        loaded = found.xpath("//link/@href | //img/@src")
        assert not any("//" in each for each in loaded)
        (policy,) = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy == "default-src 'none'; style-src 'self'; img-src 'self'"


@pytest.mark.parametrize(
    ("wrong", "line", "sentence"),
    [
        ("[x](three.md)", 3, "the link three.md leads to no page."),
        (
            "\n\n[x](deep/two.md#elsewhere)",
            5,
            "the link deep/two.md#elsewhere leads to a page that has no heading for #elsewhere.",
        ),
        ("[x](deep)", 3, "the link deep leads to no file that the site carries."),
        ("[x](../secret.txt)", 3, "the link ../secret.txt leads to no file that the site carries."),
        (
            "![x](pictures/none.png)",
            3,
            "the link pictures/none.png leads to no picture that is made: see tools/site/pictures.py.",
        ),
    ],
)
def test_a_link_that_leads_nowhere_is_told_with_its_line(
    docs: Path, wrong: str, line: int, sentence: str
) -> None:
    (docs / "one.md").write_text(f"# One\n\n{wrong}\n", encoding="utf-8")
    assert mistakes(docs) == [f"one.md:{line}: {sentence}"]


def test_a_page_that_no_part_lists_is_told(docs: Path) -> None:
    (docs / "deep" / "new.md").write_text("# New\n", encoding="utf-8")
    assert mistakes(docs) == [
        "deep/new.md:1: this page is in no part of docs/nav.yaml: add it to one."
    ]


def test_a_list_that_is_wrong_is_told(docs: Path) -> None:
    (docs / "nav.yaml").write_text(
        NAV.replace("      - one.md\n", "      - one.md\n" * 2 + "      - gone.md\n")
    )
    assert mistakes(docs) == [
        "nav.yaml:5: one.md is there twice: a page stands in one part.",
        "nav.yaml:7: gone.md is not in docs/: write it, or take the line out.",
    ]


def test_a_site_stays_as_it_was_where_the_next_one_has_a_mistake(docs: Path) -> None:
    out = built(docs)
    before = (out / "one.html").read_bytes()
    (docs / "one.md").write_text("# One\n\nNew [x](gone.md)\n", encoding="utf-8")
    mistakes(docs)
    assert (out / "one.html").read_bytes() == before
    (docs / "one.md").write_text("# Other\n", encoding="utf-8")
    (docs / "deep" / "two.md").write_text("# Two\n", encoding="utf-8")
    assert b"Other" in (built(docs) / "one.html").read_bytes()


def test_a_value_of_a_table_says_what_it_is_on_a_narrow_screen(docs: Path) -> None:
    (docs / "one.md").write_text("# One\n\n| who | |\n| --- | --- |\n| *doctor* | |\n")
    (table,) = page(built(docs), "one.html").xpath("//main//table")
    assert table.xpath(".//td//span[@class='fs-table__label']/text()") == ["who"]
    assert [each.text_content().strip() for each in table.xpath(".//tbody//td")] == [
        "whodoctor",
        "",
    ]


def test_a_column_of_numbers_needs_no_style_of_its_own(docs: Path) -> None:
    (docs / "one.md").write_text("# One\n\n| a | b |\n| :-- | --: |\n| x | 1 |\n")
    main = page(built(docs), "one.html").xpath("//main")[0]
    assert main.xpath(".//*[@style]") == []
    assert [each.get("class") for each in main.xpath(".//td")] == [None, "fs-table__number"]


def test_a_picture_keeps_its_place_free_and_opens_at_its_full_size(docs: Path) -> None:
    file = docs.parent / "made.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 720, 1480))
    (docs / "one.md").write_text("# One\n\n![What is seen](pictures/learn.png)\n")
    out = built(docs, {"learn.png": file})
    (picture,) = page(out, "one.html").xpath("//main//a[@href='pictures/learn.png']/img")
    assert (picture.get("width"), picture.get("height")) == ("360", "740")
    assert picture.get("alt") == "What is seen"
    assert (out / "pictures" / "learn.png").is_file()


def test_without_pictures_their_words_stand_there(docs: Path) -> None:
    (docs / "one.md").write_text("# One\n\n![What is seen](pictures/learn.png)\n")
    build_site(docs.parent / "site", None, {"learn.png"}, docs)
    main = page(docs.parent / "site", "one.html").xpath("//main")[0]
    assert "Picture: What is seen" in main.text_content()
    assert main.xpath(".//img") == []


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Is it well?", "is-it-well"),
        ("`FIRSTSHIFT_LRS_KEY`", "firstshift_lrs_key"),
        ("Where to add …", "where-to-add-"),
        ("A – B", "a--b"),
    ],
)
def test_anchors_are_those_of_forges(heading: str, anchor: str) -> None:
    assert anchor_of(heading) == anchor


def test_only_pages_get_another_name() -> None:
    assert in_site("lms/README.md#x") == "lms/index.html#x"
    assert in_site("https://example.org/README.md") == "https://example.org/README.md"
    assert in_site("operations/nginx.conf") == "operations/nginx.conf"


def test_without_a_browser_one_sentence_says_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIRSTSHIFT_BROWSER", str(tmp_path / "none"))
    with pytest.raises(
        SetUpError, match=r"run \./run set-up --tests once, or \./run docs --without"
    ):
        pictures.make_pictures(tmp_path)
