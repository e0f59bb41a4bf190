import itertools

import matplotlib as mpl
import pytest

from analysis.presentation.drawing import house_style


def luminance(colour):
    """Relative luminance of the Web Content Accessibility Guidelines 2.2."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in mpl.colors.to_rgb(colour)]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_colours_are_those_of_the_analysis_function_in_its_order():
    assert [colour.upper() for colour in house_style.CATEGORICAL] == ["#12436D", "#28A197", "#801650", "#F46A25"]


def test_neighbours_can_be_told_apart_by_lightness_alone():
    for one, other in itertools.pairwise(house_style.CATEGORICAL):
        assert contrast(one, other) >= 2.9  # the guidance rounds to 3


@pytest.mark.parametrize("colour", [*house_style.CATEGORICAL, house_style.INK])
def test_lines_and_text_stand_out_from_the_page(colour):
    assert contrast(colour, "white") >= (4.5 if colour == house_style.INK else 2.9)


def test_the_style_holds_only_inside():
    before = dict(mpl.rcParams)
    with house_style.applied():
        assert mpl.rcParams["svg.fonttype"] == "none", "text stays text"
        assert mpl.rcParams["font.size"] >= 11
    assert dict(mpl.rcParams) == before


def test_the_style_is_left_behind_even_after_an_error():
    before = dict(mpl.rcParams)
    with pytest.raises(RuntimeError), house_style.applied():
        raise RuntimeError
    assert dict(mpl.rcParams) == before
