"""The QR code on a paper, as SVG: it holds the address at which the paper is checked, and nothing else."""

import io

import segno


def qr_svg(address: str) -> str:
    """Return an SVG picture of the address, without a style of its own."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        border=2,
        dark="#000",
        light="#fff",
        omitsize=True,
        nl=False,
    )
    return out.getvalue().decode()
