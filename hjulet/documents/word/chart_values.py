"""A chart in a Word file: a picture of points, since pandoc turns no SVG into one."""

_SCALE = 2
_POINTS_TO_AN_INCH = 96


def natural_width(png: bytes) -> int:
    """Tell how wide a chart's picture, drawn at twice its size, wants to be, in twips."""
    return int.from_bytes(png[16:20], "big") // _SCALE * 1440 // _POINTS_TO_AN_INCH
