from analysis.catalogue import describe, load


def test_the_published_points_are_those_of_the_sources():
    points = load("published_investigations", by="wording")
    held = dict(zip(points["month"].astype(str), points["investigations"], strict=True))
    assert held == {
        "2015-12": 188,
        "2016-12": 188,
        "2018-02": 568,
        "2019-04": 1370,
        "2019-09": 1588,
        "2020-02": 1810,
        "2021-12": 4114,
        "2022-02": 4200,
        "2022-12": 3555,
    }
    exact = points[points["wording"] == "As stated"]["month"].astype(str).tolist()
    assert exact == ["2015-12", "2016-12", "2018-02", "2021-12"]


def test_what_was_known_on_a_day_is_all_that_is_shown():
    points = load("published_investigations", by="wording", as_at="2022-03-31")
    assert points["investigations"].max() == 4114


def test_the_gaps_in_coverage_are_stated():
    assert "not all forces submit returns" in describe("published_investigations").note
