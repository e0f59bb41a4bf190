"""The reports on recorded crime and on police forces, run for areas and years that have figures and that have none."""

import pytest

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
def made(pages) -> dict:
    return {key: pages(*key) for key in RUNS}


def shown(made, key, kind):
    return made[key].of_kind(kind)


def test_crimes_are_the_published_ones_and_years_without_are_named(made):
    key = ("recorded_crime", "2021-22", NATION)
    by_year = shown(made, key, "table")[0]["rows"]
    assert [list(row[:3]) for row in by_year] == [
        ["2015-16", "884", "[x]"],
        ["2016-17", "2,255", "[x]"],
        ["2017-18", "3,393", "[x]"],
        ["2018-19", "5,144", "4,897"],
        ["2019-20", "[x]", "7,779"],
        ["2020-21", "[x]", "[x]"],
        ["2021-22", "[x]", "[x]"],
    ]
    assert "No figure is available for 2020-21 and 2021-22" in shown(made, key, "text")[0]["markdown"]


def test_years_are_compared_within_one_release(made):
    by_year = {row[0]: list(row[3:]) for row in shown(made, ("recorded_crime", "2021-22", NATION), "table")[0]["rows"]}
    # 3,412 in the article of March 2020, where the table of July 2018 had 3,393.
    assert by_year["2018-19"] == ["3,412", "+50.8%"]
    assert by_year["2019-20"] == ["4,897", "+58.9%"]
    assert by_year["2016-17"] == by_year["2017-18"] == ["[x]", "[x]"]


def test_crimes_per_referral_are_given_for_each_year(made):
    key = ("recorded_crime", "2021-22", NATION)
    ratios = {row[0]: list(row[3:]) for row in shown(made, key, "table")[2]["rows"]}
    assert ratios == {
        "2015-16": ["0.26", "0.36"],
        "2016-17": ["0.55", "0.79"],
        "2017-18": ["0.61", "0.86"],
        "2018-19": ["0.69", "0.96"],
        "2019-20": ["0.72", "0.96"],
    }
    (chart,) = shown(made, key, "figure")
    assert "from 0.26 in 2015-16 to 0.72 in 2019-20" in chart["title"]
    assert "from 0.26 in 2015-16 to 0.72 in 2019-20" in chart["alt"].replace("From", "from"), "the title is the marks"


def test_both_statements_of_the_report_can_be_judged(made):
    said = " ".join(each["markdown"] for each in shown(made, ("recorded_crime", "2021-22", NATION), "text"))
    known = 884 + 2_255 + 3_393 + 5_144 + 7_779
    assert f"{known:,} recorded crimes, 51% of the 38,000" in said
    assert f"{(38_000 - known) / 2:,.0f} each on average" in said
    assert "up 51% in 2018-19 and up 59% in 2019-20" in said
    assert "Not assessed for 2020-21 and 2021-22" in said


def test_a_force_has_its_own_crimes_and_no_figures_of_others(made):
    key = ("recorded_crime", "2017-18", "Kent")
    assert "164" in shown(made, key, "text")[0]["markdown"]
    assert [notice["kind"] for notice in shown(made, key, "notice")] == ["missing"] * 2
    assert len(shown(made, key, "table")) == 2


@pytest.mark.parametrize("key", [run for run in RUNS if run[2] == "UK"])
def test_the_uk_has_a_plain_statement(made, key):
    (notice,) = shown(made, key, "notice")
    assert notice["kind"] == "missing"
    assert not shown(made, key, "figure")
    assert not shown(made, key, "table")


def test_forces_are_shown_on_funnel_and_map_and_by_region(made):
    key = ("forces", "2023-24", NATION)
    figures = shown(made, key, "figure")
    assert [figure["alt"].split()[0] for figure in figures] == ["Funnel", "Map", "Funnel"]
    assert "in 2017-18" in figures[0]["title"].lower(), "the newest year available, whatever the page's"
    assert "in 2022-23" in figures[2]["title"].lower()
    crimes, referrals = ({row[0]: row for row in table["rows"]} for table in shown(made, key, "table"))
    assert crimes["West Midlands region"][1:3] == ["542", "9.3"]
    assert "Kent 9.0" in crimes["Eastern region"][3]
    assert referrals["West Midlands region"][1:3] == ["396", "6.6"]
    assert len(crimes) == len(referrals) == 10


def test_a_force_with_few_residents_has_its_count_and_no_rate(made):
    said = [each["markdown"] for each in shown(made, ("forces", "2017-18", "London, City of"), "text")]
    assert "City of London recorded 5 modern slavery crimes: too few residents for a rate" in said[0]
    assert "City of London referred 5 people: too few residents for a rate" in said[1]
