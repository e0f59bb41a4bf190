"""The page on returns: what is asked of whom, what has been sent, and what each return would settle."""

import pytest

from analysis import areas, claims, datasets
from analysis.presentation.parts import in_plain_text
from analysis.roots import DEMONSTRATION
from tests.notebooks.sent import NATION, made_in, project_with, titled

KENT = [
    {
        "month": f"2021-{month:02d}",
        "force": "Kent",
        "exploitation_type": "Labour exploitation",
        "children": "Children involved",
        "investigations": 9,
    }
    for month in range(4, 10)
]


@pytest.fixture(scope="module")
def unsent(pages):
    return {area: pages("returns", "2021-22", area) for area in (NATION, "Eastern region", "Kent")}


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """The pages where Kent alone has sent half a year."""
    with project_with(tmp_path_factory.mktemp("project"), {"kent": KENT}) as project:
        yield made_in(project, *(("returns", "2021-22", area) for area in (NATION, "Kent", "Essex")))


def points_of(ran):
    (main,) = ran.of_kind("mainpoints")
    return [in_plain_text(point) for point in main["points"]]


def rows_of(ran):
    (table,) = ran.of_kind("outcomes")
    return {row[0]: row[1:] for row in table["rows"]}


def asked_of(*senders):
    forms = [each for each in datasets.DATASETS.values() if each.form]
    return {each.title for each in forms if each.form.reporter in senders}


def test_each_area_is_asked_for_its_own_returns_and_those_of_its_parts(unsent):
    assert rows_of(unsent[NATION]).keys() == asked_of("force", "region", "programme")
    assert rows_of(unsent["Eastern region"]).keys() == asked_of("force", "region")
    assert rows_of(unsent["Kent"]).keys() == asked_of("force")
    assert points_of(unsent["Kent"])[0] == "None of 4 returns has been sent for 2021-22."


def test_the_claims_that_a_return_would_settle_are_those_of_the_register(unsent):
    registered = claims.register("2021-22")
    needing = registered[registered["verdict"] == "needs a return"]["needs"].value_counts()
    assert needing["Training and awareness sessions"] == 31
    for title, row in rows_of(unsent[NATION]).items():
        assert row[1].startswith(f"{needing.get(title, 0)} statements") == (title in needing)
    said = points_of(unsent[NATION])
    assert f"{needing.sum()} statements of the printed report need a return; three returns would settle 51." in said


def test_the_pages_that_a_return_feeds_are_those_that_name_it(unsent):
    rows = rows_of(unsent[NATION])
    assert "Nationality of potential victims" in rows["People in live modern slavery investigations"][1]
    assert "Justice outcomes" in rows["Modern slavery flagged cases by stage"][1]


def test_each_return_offers_a_template_for_the_area(unsent):
    for area, ran in unsent.items():
        (table,) = ran.of_kind("outcomes")
        commands = [offered["command"] for row in table["templates"] for offered in row]
        assert len(commands) == len(table["rows"])
        assert all(command.startswith("msoic returns template ") for command in commands)
        assert all(('--area "Kent"' in command) == (area == "Kent") for command in commands)


def test_nothing_is_drawn_where_nobody_has_sent_anything(unsent):
    for ran in unsent.values():
        assert not ran.of_kind("chart")
        assert "No return for 2021-22 has been sent, by anybody." in [each["markdown"] for each in ran.of_kind("text")]


def test_what_one_force_has_sent_is_counted_by_month(sent):
    title, every = "Live modern slavery investigations", len(areas.forces())
    assert points_of(sent["returns", "2021-22", NATION])[0] == "1 of 11 returns has been sent for 2021-22."
    assert rows_of(sent["returns", "2021-22", NATION])[title][2].startswith(f"1% sent, by 1 of {every}")
    ran = sent["returns", "2021-22", "Kent"]
    assert rows_of(ran)[title][2].startswith("50% sent, by 1 of 1")
    assert titled(ran, "chart", f"{title}: 50% sent")
    ((name, *shares),) = titled(ran, "table", "Share of those who should send it")["rows"]
    assert (name, shares) == (title, ["100%"] * 6 + ["0%"] * 6)
    assert points_of(sent["returns", "2021-22", "Essex"])[0] == "None of 4 returns has been sent for 2021-22."


def test_the_invented_country_has_sent_all_of_its_returns(pages):
    ran = pages("returns", "2021-22", "Pellamore", root=DEMONSTRATION)
    assert points_of(ran)[0] == "11 of 11 returns have been sent for 2021-22."
    assert len(ran.of_kind("chart")) == 1
