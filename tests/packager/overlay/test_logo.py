"""A trust's logo: drawn anew where it is a picture, refused in one sentence where it is not."""

import base64
import io
import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from packager.errors import BadOptions
from packager.overlay import Logo, read_logo
from tests.packager.overlay.pictures import HOSTILE, picture, svg, with_secrets


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_logo_is_refused_in_one_sentence_and_at_once(what: str) -> None:
    content, part = HOSTILE[what]
    begun = time.monotonic()
    with pytest.raises(BadOptions) as caught:
        read_logo(content, "trust.svg")
    assert time.monotonic() - begun < 5
    sentence = caught.value.sentence
    assert part in sentence
    assert sentence.startswith("trust.svg cannot be the logo: it ")
    assert sentence.endswith(".") and "\n" not in sentence and len(sentence) < 220


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_is_drawn_anew_as_png_whatever_its_name_says(format_: str) -> None:
    logo = read_logo(picture(format_), "logo.svg")
    assert logo.suffix == ".png"
    with Image.open(io.BytesIO(logo.content)) as drawn:
        drawn.load()
        assert (drawn.format, drawn.size) == ("PNG", (320, 160))
        red, _, blue = drawn.convert("RGB").getpixel((10, 10))  # type: ignore[misc]
        assert red < 40 and blue > 150


def test_a_small_picture_is_not_made_larger() -> None:
    with Image.open(io.BytesIO(read_logo(picture("PNG", (40, 20)), "a").content)) as drawn:
        assert drawn.size == (40, 20)


def test_nothing_but_pixels_is_left_of_a_picture() -> None:
    content = with_secrets()
    assert b"secret" in content
    made = read_logo(content, "a.png").content
    assert b"secret" not in made
    with Image.open(io.BytesIO(made)) as drawn:
        assert drawn.info == {}


def test_a_see_through_ground_stays_see_through() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (30, 30), (0, 94, 184, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(read_logo(out.getvalue(), "a").content)) as drawn:
        assert drawn.mode == "RGBA" and drawn.getpixel((3, 3))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK"])
def test_every_way_of_keeping_pixels_is_understood(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (30, 20)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    with Image.open(io.BytesIO(read_logo(out.getvalue(), "a").content)) as drawn:
        assert drawn.size == (30, 20) and drawn.mode == ("RGBA" if mode == "LA" else "RGB")


def test_a_picture_that_was_taken_sideways_is_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(io.BytesIO(read_logo(picture("JPEG", exif=exif), "a").content)) as drawn:
        assert drawn.size == (80, 160)


def test_of_a_moving_picture_the_first_frame_is_kept() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    with Image.open(io.BytesIO(read_logo(out.getvalue(), "a").content)) as drawn:
        assert getattr(drawn, "n_frames", 1) == 1
        assert drawn.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


def test_a_picture_that_stays_large_is_refused() -> None:
    out = io.BytesIO()
    Image.frombytes("RGB", (480, 160), os.urandom(480 * 160 * 3)).save(out, "PNG")
    with pytest.raises(BadOptions, match="once it is drawn anew; use a simpler picture"):
        read_logo(out.getvalue(), "a.png")


def test_the_same_picture_gives_the_same_bytes() -> None:
    for content in (picture("PNG"), svg('<g id="b"/><use x="1" href="#b" y="2"/>')):
        assert read_logo(content, "a") == read_logo(content, "b")


def drawn(inside: str, more: str = 'viewBox="0 0 120 40"') -> str:
    return read_logo(svg(inside, more), "a.svg").content.decode()


def test_what_editors_add_is_left_out_and_the_drawing_is_kept() -> None:
    made = read_logo(
        b'<?xml version="1.0" encoding="utf-8"?><!-- made by an editor -->'
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/namespaces"'
        b' viewBox="0 0 60 20" i:version="1" class="x" data-name="y" xml:space="preserve">'
        b"<title>A logo</title><metadata>who made it</metadata><i:view zoom='1'/>"
        b'<g id="layer" i:label="Layer"><path d="M0 0h9v9z" fill="#005eb8"/></g></svg>',
        "a.svg",
    )
    assert made == Logo(
        ".svg",
        b'<svg xmlns="http://www.w3.org/2000/svg" height="160" viewBox="0 0 60 20" width="480">'
        b'<g><path d="M0 0h9v9z" fill="#005eb8"/></g></svg>\n',
    )


def test_style_sheets_become_attributes_in_the_order_in_which_they_count() -> None:
    made = drawn(
        "<style>/* two */ #c{fill:#111111} .a, .b{fill:#222222;stroke:#333333!important} path{fill:red;stroke-width:2px}"
        '</style><path class="a" d="M0 0"/><path id="c" class="b" d="M1 1"/>'
        '<path d="M2 2" fill="green"/><path class="a" style="fill: #444444" d="M3 3"/>'
    )
    assert "<style" not in made and "class=" not in made and "style=" not in made
    assert '<path d="M0 0" fill="#222222" stroke="#333333" stroke-width="2px"/>' in made
    assert '<path d="M1 1" fill="#111111" stroke="#333333" stroke-width="2px"/>' in made
    assert '<path d="M2 2" fill="red" stroke-width="2px"/>' in made
    assert '<path d="M3 3" fill="#444444" stroke="#333333" stroke-width="2px"/>' in made


def test_what_the_drawing_refers_to_inside_itself_stays() -> None:
    made = drawn(
        '<defs><linearGradient id="g"><stop offset="0"/></linearGradient><g id="p"/></defs>'
        '<rect fill="url( \'#g\' )" id="unused"/><use xlink:href="#p"/>'
    )
    assert 'fill="url(#g)"' in made and '<linearGradient id="g">' in made
    assert '<use href="#p"/>' in made and "unused" not in made


def test_a_picture_in_a_drawing_is_drawn_anew() -> None:
    inside = base64.b64encode(with_secrets()).decode()
    made = drawn(f'<image href="data:image/png;base64,{inside}" width="9" height="9"/>')
    again = base64.b64decode(made.partition("base64,")[2].partition('"')[0])
    assert b"secret" not in again and again.startswith(b"\x89PNG")


def test_text_keeps_its_words_and_cannot_become_markup() -> None:
    made = drawn(
        '<text x="1">A &lt;b&gt; &amp; <tspan font-family="Curlz (MT)"> c</tspan> d</text>'.replace(
            " (MT)", ""
        )
    )
    assert '<text x="1">A &lt;b&gt; &amp; <tspan font-family="Curlz"> c</tspan> d</text>' in made


def test_a_drawing_without_a_view_box_gets_one_from_its_size() -> None:
    assert 'viewBox="0 0 300 100"' in drawn("<g/>", 'width="300px" height="100"')


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.text(max_size=30))
def test_whatever_comes_nothing_but_a_sentence_is_raised(content: bytes, name: str) -> None:
    _read(content, name)


PIECES = st.sampled_from(
    [
        *("<g>", "</g>", "<use href='#a'/>", "<g id='a'>", "<style>", "</style>", ".a{fill:red}"),
        *("<path d='M0 0' class='a'/>", "<image href='data:image/png;base64,iVBOR'/>", "<text>"),
        *("</text>", "&amp;", "&x;", "<!--", "-->", "<?x?>", "]]>", "<![CDATA[", "{", "}", "/*"),
        *("fill='url(#a)'", "<rect fill='url(", "<mask id='a' mask='url(#a)'/>", "é", " ", "(" * 9),
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=14), st.sampled_from(["viewBox='0 0 9 9'", "width='1'", ""]))
def test_whatever_a_drawing_holds_nothing_but_a_sentence_is_raised(
    parts: list[str], more: str
) -> None:
    logo = _read(svg("".join(parts), more), "a.svg")
    if logo is not None:
        assert read_logo(logo.content, "b").content == logo.content


GOOD = [picture(kind, (30, 20)) for kind in ("PNG", "JPEG", "WEBP", "GIF")]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(GOOD),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6),
    st.integers(0, 900),
)
def test_whatever_is_broken_in_a_picture_nothing_but_a_sentence_is_raised(
    good: bytes, changes: list[tuple[int, int]], end: int
) -> None:
    content = bytearray(good)
    for place, value in changes:
        content[place % len(content)] = value
    _read(bytes(content[: end or None]), "a")


def _read(content: bytes, name: str) -> Logo | None:
    try:
        return read_logo(content, name)
    except BadOptions:
        return None


@pytest.mark.parametrize(
    "long",
    [
        '<path fill="{}"/>'.format("a" * 700_000),
        '<path fill="{}"/>'.format("url(" * 170_000),
        '<path fill="url({}x"/>'.format(" " * 700_000),
        '<path style="fill:a{}b"/>'.format(" " * 700_000),
        "<style>{}</style><g/>".format("/*" * 350_000),
        "<style>{}</style><g/>".format("a" * 700_000),
        "<style>{}</style><g/>".format("a{}" * 230_000),
        "<style>{}</style><g/>".format("{" * 700_000),
    ],
)
def test_no_long_text_holds_up_the_reading(long: str) -> None:
    begun = time.monotonic()
    _read(svg(long), "a.svg")
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize("side", ["1" * 700_000 + "x", " " * 700_000 + "x", "." * 700_000])
def test_no_long_number_holds_up_the_reading(side: str) -> None:
    begun = time.monotonic()
    _read(svg(more=f'width="{side}" height="{side}"'), "a.svg")
    _read(svg(more=f'viewBox="0 0 {side} 9"'), "a.svg")
    assert time.monotonic() - begun < 3
