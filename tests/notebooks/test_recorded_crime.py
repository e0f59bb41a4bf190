"""The reports on recorded crime and on police forces, run for areas and years that have figures and that have none."""

import pytest

from analysis import paths

NATION = "England and Wales"
RUNS = [
    ("recorded_crime", "2021-22", NATION),
    ("recorded_crime", "2017-18", "Kent"),
    ("recorded_crime", "2018-19", "UK"),
    ("forces", "2023-24", NATION),
    ("forces", "2017-18", "London, City of"),
    ("forces", "2022-23", "UK"),
]


@pytest.fixture(scope="module")
def made(pages, tmp_path_factory) -> dict:
    """Give the pages of a project that nobody has sent a return."""
    root = tmp_path_factory.mktemp("root")
    for name in ("published", "reference", paths.MARKER):
        (root / name).symlink_to(paths.root() / "data" / name)
    return {key: pages(*key, root=str(root)) for key in RUNS}


def shown(made, key, kind):
    return made[key].of_kind(kind)


def test_crimes_are_the_published_ones_and_years_without_are_named(made):
    key = ("recorded_crime", "2021-22", NATION)
    by_year = shown(made, key, "table")[0]["rows"]
    assert [row[:3] for row in by_year] == [
        ["2015-16", "884", "[x]"],
        ["2016-17", "2,255", "[x]"],
        ["2017-18", "3,393", "[x]"],
        ["2018-19", "5,144", "4,897"],
        ["2019-20", "[x]", "7,779"],
        ["2020-21", "[x]", "[x]"],
        ["2021-22", "[x]", "[x]"],
    ]
    assert "No figure is held for 2020-21 and 2021-22" in shown(made, key, "text")[0]["markdown"]


def test_both_statements_of_the_report_can_be_judged(made):
    said = " ".join(each["markdown"] for each in shown(made, ("recorded_crime", "2021-22", NATION), "text"))
    known = 884 + 2_255 + 3_393 + 5_144 + 7_779
    assert f"together {known:,} recorded crimes" in said
    assert f"{(38_000 - known) / 2:,.0f} on average" in said
    assert "rose in all 4" in said
    assert "Of 2020-21 and 2021-22 nothing is held here" in said
    assert "so the test is weak" in said
    assert "can explain 3.7% of that change (0.9% to 48.5%" in said
    assert "of which 1,619 (72.7%; 61.5% to 72.7%" in said


def test_a_force_has_its_own_crimes_and_no_figures_of_others(made):
    key = ("recorded_crime", "2017-18", "Kent")
    assert "164" in shown(made, key, "text")[0]["markdown"]
    assert [notice["kind"] for notice in shown(made, key, "notice")] == ["missing"] * 3
    assert len(shown(made, key, "table")) == 2


@pytest.mark.parametrize("key", [run for run in RUNS if run[2] == "UK"])
def test_the_uk_has_a_plain_statement(made, key):
    (notice,) = shown(made, key, "notice")
    assert notice["kind"] == "missing"
    assert not shown(made, key, "figure")
    assert not shown(made, key, "table")


def test_forces_are_shown_on_funnel_map_and_small_multiples_for_each_series(made):
    key = ("forces", "2023-24", NATION)
    figures = shown(made, key, "figure")
    assert [figure["alt"].split()[0] for figure in figures] == ["Funnel", "Map", "42"] * 2
    assert "in 2022-23" in figures[3]["title"]
    assert "2023 Q3" in figures[5]["title"]
    crimes, referrals = shown(made, key, "table")
    assert next(row for row in crimes["rows"] if row[0] == "Kent")[2:4] == ["164", "1,821,359"]
    assert len(referrals["rows"]) == 43
    (notice,) = shown(made, key, "notice")
    assert "Live modern slavery investigations: no return is held." in notice["paragraphs"]


def test_a_force_without_a_meaningful_rate_says_so_and_what_is_not_published_is_stated(made):
    key = ("forces", "2017-18", "London, City of")
    assert "a rate by residents would mean nothing there" in shown(made, key, "text")[0]["markdown"]
    referrals, investigations = shown(made, key, "notice")
    assert "They begin with 2022 Q2." in referrals["paragraphs"]
    assert "Live modern slavery investigations: no return is held." in investigations["paragraphs"]
    assert len(shown(made, key, "figure")) == 3
