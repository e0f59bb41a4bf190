"""Where on GOV.UK the official releases behind the datasets are published.

The addresses are those that the sidecars in ``data/published`` name, or that users of the same files give. GOV.UK moves
a series to another page now and then; this is the place to say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.errors import UnknownName, nearest_names


@dataclass(frozen=True)
class Publication:
    """A series of releases.

    Attributes
    ----------
    name : str
        Short name, in the keys of its releases.
    datasets : tuple of str
        The datasets that are made from it.
    page : str
        Path on GOV.UK: a page that is updated with each release, or a collection that lists a page for each.
    area, unit : str
        What the figures cover and count.
    files : str
        Regular expression that the names of the files begin with, among all that the page has.
    """

    name: str
    datasets: tuple[str, ...]
    page: str
    area: str
    unit: str
    files: str = ""

    def wants(self, file: str) -> bool:
        """Whether a file of its page, by name, is one of the series."""
        return re.match(self.files, file, re.IGNORECASE) is not None


_CRIME_PAGE = "/government/statistical-data-sets/police-recorded-crime-and-outcomes-open-data-tables"

PUBLICATIONS = (
    Publication(
        name="nrm",
        datasets=(
            "nrm_referrals",
            "nrm_decisions",
            "nrm_decision_times",
            "nrm_outstanding",
            "nrm_first_responders",
            "duty_to_notify",
        ),
        page="/government/collections/national-referral-mechanism-statistics",
        area="UK",
        unit="people referred, decisions or reports, as each table says",
    ),
    Publication(
        name="irregular-migration",
        datasets=("irregular_migration", "small_boat_referrals", "small_boat_outcomes"),
        # The series had a page of its own, irregular-migration-detailed-dataset-and-summary-tables, to 2024.
        page="/government/statistical-data-sets/immigration-system-statistics-data-tables",
        area="UK",
        unit="people detected, or as each table says",
        files=r"(illegal-entry-routes|irregular-migration)-to-the-uk",
    ),
    Publication(
        name="small-boats",
        datasets=("small_boats", "small_boat_preventions"),
        page="/government/publications/migrants-detected-crossing-the-english-channel-in-small-boats",
        area="UK",
        unit="people, boats or events, as each table says",
    ),
    Publication(
        name="recorded-crime",
        datasets=("recorded_crime",),
        page=_CRIME_PAGE,
        area="England and Wales",
        unit="offences recorded",
        files="prc-pfa-",
    ),
    Publication(
        name="crime-outcomes",
        datasets=("outcomes",),
        page=_CRIME_PAGE,
        area="England and Wales",
        unit="outcomes recorded",
        files="prc-outcomes-open-data-",
    ),
)


def publications_of(datasets: Iterable[str] = ()) -> list[Publication]:
    """Return the publications behind some datasets, each once; all without any.

    Raises
    ------
    UnknownName
        Where no publication is known for a dataset.
    """
    datasets = list(datasets)
    known = {dataset: publication for publication in PUBLICATIONS for dataset in publication.datasets}
    for dataset in datasets:
        if dataset not in known:
            raise UnknownName(
                f"no publication on GOV.UK is known for '{dataset}'",
                expected=f"one of {', '.join(sorted(known))}",
                nearest=nearest_names(dataset, known),
            )
    return list(dict.fromkeys(known[dataset] for dataset in datasets)) if datasets else list(PUBLICATIONS)
