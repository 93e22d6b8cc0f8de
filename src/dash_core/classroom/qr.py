"""A link as a QR code (ISO/IEC 18004), drawn as SVG: black on white in both themes, since many
phones read no other."""

import segno

__all__ = ["qr_svg"]


def qr_svg(link: str, label: str) -> str:
    """The QR code of a link as an `<svg>` element that grows with its place.

    `label` is its name for those who do not see it.
    """
    code = segno.make(link, error="m", micro=False)
    drawn: str = code.svg_inline(
        border=3, dark="#000000", light="#FFFFFF", omitsize=True, title=label, svgclass="qr"
    )
    return drawn
