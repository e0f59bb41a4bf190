import re

import pytest
import yaml

from analysis import datasets, roots
from analysis.errors import UnknownName
from analysis.readers.fetching.publications import PUBLICATIONS, publications_of


def test_without_a_name_all_are_meant():
    assert publications_of() == list(PUBLICATIONS)


def test_datasets_of_one_publication_fetch_it_once():
    (publication,) = publications_of(["nrm_referrals", "duty_to_notify", "nrm_referrals"])
    assert publication.name == "nrm"


def test_an_unknown_dataset_is_refused_with_the_nearest():
    with pytest.raises(
        UnknownName, match=r"no publication on GOV\.UK is known for 'smal_boats'.*Did you mean 'small_boats'"
    ):
        publications_of(["smal_boats"])


def test_every_dataset_made_from_official_files_has_a_publication():
    known = {dataset for publication in PUBLICATIONS for dataset in publication.datasets}
    made_from_files = {name for name, dataset in datasets.DATASETS.items() if dataset.families}
    # The charges were tabulated by a third party: there is no such file on GOV.UK.
    assert made_from_files - known == {"charges"}


def test_names_are_unique_and_pages_are_paths():
    assert len({publication.name for publication in PUBLICATIONS}) == len(PUBLICATIONS)
    assert all(re.fullmatch(r"/government/[a-z-]+/[a-z-]+", publication.page) for publication in PUBLICATIONS)


def test_the_small_boats_page_is_the_one_that_the_sidecar_names():
    sidecar = yaml.safe_load((roots.published() / "small_boats.yaml").read_text(encoding="utf-8"))
    (publication,) = publications_of(["small_boats"])
    assert {release["address"] for release in sidecar["releases"]} == {f"https://www.gov.uk{publication.page}"}


@pytest.mark.parametrize(
    ("dataset", "file", "wanted"),
    [
        ("irregular_migration", "irregular-migration-to-the-UK-detailed-dataset-year-ending-september-2023.xlsx", True),
        ("irregular_migration", "illegal-entry-routes-to-the-uk-dataset-jun-2026.xlsx", True),
        ("irregular_migration", "asylum-claims-datasets-jun-2026.xlsx", False),
        ("recorded_crime", "prc-pfa-mar2013-onwards-tables-230726.ods", True),
        ("recorded_crime", "prc-csp-mar2021-mar2026-tables-230726.ods", False),
        ("outcomes", "prc-outcomes-open-data-mar2026-tables-230726.xlsx", True),
        # Its outcomes are among those of the file above.
        ("outcomes", "prc-outcomes-alternate-open-data-mar2017-to-mar2026-tables-230726.ods", False),
        ("outcomes", "prc-firearms-outcomes-open-data-apr2024-to-mar2026-tables-230726.ods", False),
        ("small_boats", "20_February_2026_Small_boats_-_time_series_v2.ods", True),
    ],
)
def test_of_a_page_the_files_of_the_series_are_wanted(dataset, file, wanted):
    (publication,) = publications_of([dataset])
    assert publication.wants(file) is wanted
