"""Pictures for tests: good ones, made here, and hostile ones by what they try."""

import io
import struct
import zlib
from typing import Any, Final

from PIL import Image, PngImagePlugin

SVG: Final = 'xmlns="http://www.w3.org/2000/svg"'
XLINK: Final = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def picture(format_: str, size: tuple[int, int] = (600, 300), **options: Any) -> bytes:
    """Return a picture of one colour with a bar in it. options: as Pillow's ``save`` takes them."""
    drawn = Image.new("RGB", size, "#ffffff")
    drawn.paste("#005eb8", (0, 0, size[0] // 3, size[1]))
    out = io.BytesIO()
    drawn.save(out, format_, **options)
    return out.getvalue()


def with_secrets() -> bytes:
    """Return a PNG with a text, a place and a camera in it."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "secret comment")
    exif = Image.Exif()
    exif[0x010F] = "secret camera"
    return picture("PNG", pnginfo=info, exif=exif, icc_profile=b"secret profile")


def png_of_size(width: int, height: int) -> bytes:
    """Return a small PNG that says it is large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks
    )


def svg(inside: str = '<path d="M0 0h9v9z"/>', more: str = 'viewBox="0 0 120 40"') -> bytes:
    """Return a drawing."""
    return f"<svg {SVG} {XLINK} {more}>{inside}</svg>".encode()


def _uses_twice(times: int) -> str:
    parts = ['<g id="a0"><rect width="1" height="1"/></g>']
    for n in range(1, times):
        use = f'<use href="#a{n - 1}"/>'
        parts.append(f'<g id="a{n}">{use}{use}</g>')
    return "".join(parts)


def _chain(times: int) -> str:
    parts = [f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(times)]
    return "".join(parts)


BILLION: Final = (
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    f'<svg {SVG} viewBox="0 0 9 9"><text>&b;</text></svg>'
).encode()
OUTSIDE_ENTITY: Final = (
    '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    f'<svg {SVG} viewBox="0 0 9 9"><text>&a;</text></svg>'
).encode()

HOSTILE: Final[dict[str, tuple[bytes, str]]] = {
    "a script": (svg("<script>alert(1)</script>"), "<script>"),
    "a script in metadata": (
        svg("<metadata><script>alert(1)</script></metadata><g/>"),
        "<script>",
    ),
    "a script in a foreign element": (
        svg('<x:y xmlns:x="urn:x"><script>alert(1)</script></x:y><g/>'),
        "<script>",
    ),
    "a page inside": (
        svg('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'),
        "<foreignObject>",
    ),
    "code on loading": (svg(more='viewBox="0 0 9 9" onload="alert(1)"'), "'onload'"),
    "code on a part, in capitals": (svg('<g ONCLICK="alert(1)"/>'), "'ONCLICK'"),
    "a link with code": (svg('<a href="javascript:alert(1)"><g/></a>'), "<a>"),
    "a picture from outside": (svg('<image href="https://x.example/a.png"/>'), "outside"),
    "a picture from outside, the old way": (
        svg('<image xlink:href="//x.example/a.png"/>'),
        "outside",
    ),
    "a use from outside": (svg('<use href="https://x.example/a.svg#b"/>'), "outside"),
    "a use of code": (svg('<use href="data:image/svg+xml;base64,PHN2Zz4="/>'), "outside"),
    "a drawing in the drawing": (
        svg('<image href="data:image/svg+xml;base64,PHN2Zz4="/>'),
        "outside",
    ),
    "a picture that is none": (svg('<image href="data:image/png;base64,AAAA"/>'), "PNG"),
    "a picture in wrong letters": (svg('<image href="data:image/png;base64,%%%"/>'), "damaged"),
    "many pictures": (svg('<image href="data:image/png;base64,AAAA"/>' * 5), "4 pictures"),
    "a paint from outside": (svg('<rect fill="url(https://x.example/#a)"/>'), "outside in 'fill'"),
    "a paint from outside, after one inside": (
        svg('<rect fill="url(#a) url(//x.example/b)"/>'),
        "outside",
    ),
    "a paint in disguise": (svg(r'<rect fill="u\72l(//x.example/b)"/>'), "'fill'"),
    "a letter in disguise": (svg(r'<text font-family="\61">x</text>'), "'font-family'"),
    "a paint by another function": (svg('<rect fill="image(//x.example/b)"/>'), "'fill'"),
    "a style from outside": (
        svg('<rect style="background: url(https://x.example/a.png)"/>'),
        "outside in 'style'",
    ),
    "code in a style": (svg('<rect style="fill: expression(alert(1))"/>'), "'fill'"),
    "a sheet with an import": (
        svg("<style>@import 'https://x.example/a.css';</style><g/>"),
        "@ rule",
    ),
    "a sheet with a font": (
        svg("<style>@font-face{src:url(//x.example/f)}</style><g/>"),
        "@ rule",
    ),
    "a sheet that loads": (
        svg("<style>.a{fill:url(//x.example/f)}</style><g class='a'/>"),
        "outside",
    ),
    "a sheet from outside": (
        b'<?xml-stylesheet href="https://x.example/a.css"?>' + svg(),
        "style sheet",
    ),
    "an animated address": (
        svg('<use href="#a"><set attributeName="href" to="javascript:alert(1)"/></use>'),
        "<set>",
    ),
    "an animation": (svg('<rect><animate attributeName="x" to="9"/></rect>'), "<animate>"),
    "a frame": (svg('<iframe src="https://x.example"/>'), "<iframe>"),
    "a filter": (svg('<filter id="a"><feImage href="//x.example"/></filter>'), "<filter>"),
    "a bomb of entities": (BILLION, "DOCTYPE"),
    "a file of the server": (OUTSIDE_ENTITY, "DOCTYPE"),
    "a bomb of uses": (svg(_uses_twice(40)), "complicated"),
    "a chain of uses": (svg(_chain(5000)), "complicated"),
    "a use of itself": (svg('<g id="a"><use href="#a"/></g>'), "uses itself"),
    "a mask of itself": (svg('<mask id="a"><g mask="url(#a)"/></mask>'), "uses itself"),
    "too many parts": (svg("<g/>" * 11_000), "complicated"),
    "too deep": (svg("<g>" * 120 + "</g>" * 120), "complicated"),
    "far too deep": (svg("<g>" * 5000 + "</g>" * 5000), "no whole SVG"),
    "a text in UTF-16": (svg().decode().encode("utf-16"), "PNG, JPEG"),
    "another encoding": (b'<?xml version="1.0" encoding="UTF-7"?>' + svg(), "UTF-7"),
    "no drawing": (b"<html><body>hello</body></html>", "does not begin with <svg"),
    "another language": (b'<svg viewBox="0 0 9 9"><g/></svg>', "does not begin with <svg"),
    "half a drawing": (svg()[:-4], "no whole SVG"),
    "nothing in it": (svg(""), "shows nothing"),
    "no size": (svg(more=""), "no size"),
    "a size of nothing": (svg(more='viewBox="0 0 0 0"'), "no size that can be shown"),
    "a size without end": (svg(more='viewBox="0 0 99999999 1"'), "no size that can be shown"),
    "a sheet that is not plain": (svg("<style>g > path{fill:red}</style><g/>"), "plain classes"),
    "an empty file": (b"", "is empty"),
    "a program": (b"MZ\x90\x00\x03", "is no PNG"),
    "a picture of another kind": (picture("BMP"), "is no PNG"),
    "half a picture": (picture("PNG")[:300], "damaged"),
    "a bomb of pixels": (png_of_size(20_000, 20_000), "pixels"),
    "a small bomb of pixels": (png_of_size(5_000, 4_000), "5000 × 4000 pixels"),
    "a picture without its pixels": (png_of_size(400, 400), "damaged"),
    "a huge file": (b"<svg" + b" " * 900_000, "at most 800 kB"),
}
