"""A link as a QR code (ISO/IEC 18004): black on white in both themes, since many phones read no
other."""

import segno

__all__ = ["qr_image"]


def qr_image(link: str) -> str:
    """The QR code of a link as the address of an image (`data:image/svg+xml…`) that grows with its
    place."""
    code = segno.make(link, error="m", micro=False)
    drawn: str = code.svg_data_uri(border=3, dark="#000000", light="#FFFFFF", omitsize=True)
    return drawn
