"""A logo to try with: a drop on a ground that can be seen through."""

from __future__ import annotations

from io import BytesIO

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40">'
    b'<rect width="40" height="40" fill="#0a6b55"/><path d="M50 20 L110 20" stroke="#14232b" stroke-width="6"/></svg>'
)


def logo(width: int = 120, height: int = 40) -> bytes:
    """A PNG of so many points, with an alpha channel."""
    from PIL import Image, ImageDraw

    image = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    ImageDraw.Draw(image).ellipse((4, 4, height - 4, height - 4), fill=(10, 107, 85, 255))
    ImageDraw.Draw(image).rectangle((height + 6, height // 3, width - 4, height * 2 // 3), fill=(20, 35, 43, 160))
    held = BytesIO()
    image.save(held, "PNG")
    return held.getvalue()
