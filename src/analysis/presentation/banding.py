"""A label drawn into a chart, above the drawing, so that a copied picture keeps it."""

from __future__ import annotations

import html
import re
from functools import cache

from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from analysis.presentation import theme

_ROOT = re.compile(r"<svg\b[^>]*>")
_LETTERS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C", Path.CLOSEPOLY: "Z"}
_WIDTH, _HEIGHT, _SIZE = 460.8, 30, 14
"""Of a chart as `theme` draws it, of the band above it, and of its letters, in points; scaled for other charts."""


def with_band(svg: str, label: str) -> str:
    """Put a band with a label above a chart; nothing is covered.

    Parameters
    ----------
    svg : str
        The chart, with a size.
    label : str

    Returns
    -------
    str
        The same where the chart has the band already.

    Raises
    ------
    ValueError
        Where the chart has no size.
    """
    spoken = f'aria-label="{html.escape(label)}"'
    if spoken in svg:
        return svg
    root = _ROOT.search(svg)
    if root is None or (box := _view_box(root[0])) is None:
        raise ValueError("the chart has no size in numbers: nobody can say where its label should stand")
    left, top, width, height = box
    scale = width / _WIDTH
    band = _HEIGHT * scale
    taller = re.sub(r'\sviewBox="[^"]*"', "", root[0])
    taller = re.sub(
        r'(\sheight=")([\d.]+)', lambda found: f"{found[1]}{float(found[2]) * (height + band) / height:g}", taller
    )
    taller = f'{taller[:-1]} viewBox="{left:g} {top - band:g} {width:g} {height + band:g}">'
    drawn = (
        f'<g role="img" {spoken} transform="translate({left:g} {top - band:g}) scale({scale:g})">'
        f'<rect width="{_WIDTH}" height="{_HEIGHT - 4}" fill="{theme.BAND}"/>'
        f'<rect width="5" height="{_HEIGHT - 4}" fill="{theme.AMBER}"/>'
        f'<path transform="translate(13 18)" fill="{theme.INK}" d="{_outlines(label)}"/></g>'
    )
    body, closing, rest = svg[root.end() :].rpartition("</svg>")
    return f"{svg[: root.start()]}{taller}{body}{drawn}{closing}{rest}"


def _view_box(root: str) -> tuple[float, ...] | None:
    if found := re.search(r'\sviewBox="([^"]+)"', root):
        return tuple(float(number) for number in found[1].replace(",", " ").split())
    sizes = [re.search(rf'\s{name}="([\d.]+)(?:px|pt)?"', root) for name in ("width", "height")]
    return (0, 0, *(float(size[1]) for size in sizes if size)) if all(sizes) else None


@cache
def _outlines(label: str) -> str:
    # As outlines a label looks the same wherever the picture is opened, whatever fonts there are.
    text = TextPath((0, 0), label, size=_SIZE, prop=FontProperties(family="DejaVu Sans", weight="bold"))
    parts = []
    for points, code in text.iter_segments(simplify=False):
        places = (
            ""
            if code == Path.CLOSEPOLY
            else " ".join(f"{number if position % 2 == 0 else -number:.2f}" for position, number in enumerate(points))
        )
        parts.append(_LETTERS[code] + places)
    return "".join(parts)
