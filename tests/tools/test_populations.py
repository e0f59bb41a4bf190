import pandas as pd
import pytest

from analysis import roots
from analysis.errors import BadData
from tests.data.published import MORE, REAL, needs_sources
from tools import populations

LOOKUP = REAL / "ons_geography" / "LAD23_to_CSP23_to_PFA23_lookup.csv"
WORKBOOK = MORE / "ons_population" / "LAD23_Mid_Year_pop_2011_to_2023.xlsx"


@needs_sources
def test_the_populations_held_are_the_sums_of_the_newest_estimates():
    held = pd.read_csv(roots.reference() / "populations.csv")
    pd.testing.assert_frame_equal(populations.by_force(WORKBOOK, LOOKUP), held, check_dtype=False)


@needs_sources
def test_a_lookup_without_a_district_does_not_add_up(tmp_path):
    lines = LOOKUP.read_text(encoding="utf-8-sig").splitlines()
    lookup = tmp_path / "lookup.csv"
    lookup.write_text("\n".join([lines[0], *lines[3:]]))
    with pytest.raises(BadData, match=r"lookup\.csv: the districts do not add up to England and Wales"):
        populations.by_force(WORKBOOK, lookup)


@needs_sources
def test_what_is_no_lookup_is_said(tmp_path):
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(BadData, match=r"other\.csv: the file is no lookup\. Expected columns such as LAD23CD"):
        populations.by_force(WORKBOOK, tmp_path / "other.csv")
