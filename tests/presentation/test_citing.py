import dataclasses
import datetime as dt

from analysis.presentation import citing
from analysis.provenance import Provenance, Release


def releases(number):
    return Provenance(
        tuple(
            Release(
                f"r{day}",
                "Home Office",
                f"Release {day}",
                dt.date(2023, 1, day),
                "-",
                "-",
                "official",
                "published",
                "OGL",
            )
            for day in range(1, number + 1)
        )
    )


def test_a_few_releases_are_named_each():
    assert citing.sources(releases(2)) == (
        "Home Office, Release 1, released 1 January 2023",
        "Home Office, Release 2, released 2 January 2023",
    )


def test_many_are_counted_and_the_list_of_sources_names_them():
    (said,) = citing.sources(releases(8))
    assert said == "Home Office, 8 releases of 1 January 2023 to 8 January 2023: see Sources"


def test_publishers_whose_names_hold_a_comma_are_told_apart():
    quoted = Provenance(
        tuple(
            dataclasses.replace(release, publisher="The Guardian, quoting the Home Office") if number == 0 else release
            for number, release in enumerate(releases(4).releases)
        )
    )
    (said,) = citing.sources(quoted)
    assert said.startswith("The Guardian, quoting the Home Office; Home Office, 4 releases")


def test_releases_of_one_day_name_it_once():
    of_one_day = Provenance(
        tuple(dataclasses.replace(release, date=dt.date(2023, 4, 30)) for release in releases(5).releases)
    )
    assert citing.sources(of_one_day) == ("Home Office, 5 releases of 30 April 2023: see Sources",)


def test_many_publishers_are_counted():
    many = Provenance(
        tuple(
            dataclasses.replace(release, publisher=f"Publisher {number}")
            for number, release in enumerate(releases(4).releases)
        )
    )
    (said,) = citing.sources(many)
    assert said.startswith("4 publishers, 4 releases of 1 January 2023 to 4 January 2023")
