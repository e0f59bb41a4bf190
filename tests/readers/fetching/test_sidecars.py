import datetime as dt

import pytest

from analysis.provenance import read_sidecar
from analysis.readers.fetching.govuk import Attachment, Edition
from analysis.readers.fetching.publications import publications_of
from analysis.readers.fetching.sidecars import names_address, sidecar_of, write_sidecar

(BOATS,) = publications_of(["small_boats"])
ADDRESS = "https://assets.publishing.service.gov.uk/media/6996f283/20_February_2026_Small_boats_-_time_series_v2.ods"
FILE = Attachment(
    title="Migrants detected crossing the English Channel in small boats: time series, 2018 to 2026",
    name="20_February_2026_Small_boats_-_time_series_v2.ods",
    address=ADDRESS,
    size=12,
    date=dt.date(2026, 2, 20),
    dated=True,
)
EDITION = Edition(
    title="Small boat activity in the English Channel",
    publisher="Home Office",
    address=f"https://www.gov.uk{BOATS.page}",
    first=dt.date(2022, 11, 3),
    updated=dt.date(2026, 2, 20),
    change="Time series updated: “v2”.",
    files=(FILE,),
    left_out=(),
)


def write(folder, *, edition=EDITION, **changes):
    attachment = Attachment(**(vars(FILE) | changes))
    file = folder / attachment.name
    file.write_bytes(b"12 bytes long")
    return write_sidecar(file, BOATS, edition, attachment)


def test_a_sidecar_is_one_that_the_project_reads(tmp_path):
    path = write(tmp_path)
    assert path == sidecar_of(tmp_path / FILE.name) == tmp_path / f"{FILE.name}.yaml"
    read = read_sidecar(path)
    assert (read.file, read.title, read.area, read.unit) == (tmp_path / FILE.name, FILE.title, "UK", BOATS.unit)
    (release,) = read.releases
    assert (release.key, release.date, release.period) == ("small-boats-2026-02-20", FILE.date, "2018 to 2026")
    assert (release.kind, release.standing, release.licence) == (
        "published",
        "official",
        "Open Government Licence v3.0",
    )
    assert release.address == EDITION.address
    assert str(release) == "Home Office, Small boat activity in the English Channel, released 20 February 2026"
    assert release.note.endswith("(2026-02-20) the page says: Time series updated: “v2”.")


def test_a_sidecar_names_the_address_of_its_file_and_no_other(tmp_path):
    path = write(tmp_path)
    assert names_address(path, ADDRESS)
    assert not names_address(path, ADDRESS.removesuffix(".ods"))


def test_a_long_address_stays_in_one_piece(tmp_path):
    address = f"https://assets.publishing.service.gov.uk/media/{'a%20b' * 100}.ods"
    assert names_address(write(tmp_path, address=address), address)


def test_nothing_but_the_sidecar_is_left(tmp_path):
    write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {FILE.name, f"{FILE.name}.yaml"}


def test_a_date_that_only_the_page_has_is_said_to_be_so(tmp_path):
    (release,) = read_sidecar(write(tmp_path, dated=False)).releases
    assert release.note.startswith(
        "The date is that of the last update of the page: the file itself may have been there"
    )


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Outcomes open data, year ending March 2026", "year ending March 2026"),
        (
            "Police recorded crime open data Police Force Area tables, year ending March 2013 onwards",
            "year ending March 2013 onwards",
        ),
        (
            "Police recorded crime open data, from year ending March 2021 to year ending March 2026",
            "year ending March 2021 to year ending March 2026",
        ),
        ("Modern slavery: NRM and DtN statistics, July to September 2024: data tables", "2024 Q3"),
        ("Police workforce, England and Wales: 31 March 2023 open data table", "31 March 2023"),
        ("NRM and DtN statistics, end of year summary 2024", "2024"),
        ("In March the tables were made anew", "as the file says"),
    ],
)
def test_the_period_is_what_the_title_prints(tmp_path, title, period):
    (release,) = read_sidecar(write(tmp_path, title=title)).releases
    assert release.period == period


def test_the_period_may_be_in_the_title_of_the_page(tmp_path):
    edition = Edition(**(vars(EDITION) | {"title": "NRM statistics UK, July to September 2024", "change": ""}))
    (release,) = read_sidecar(write(tmp_path, edition=edition, title="Data tables")).releases
    assert release.period == "2024 Q3"
    assert release.note == "The date is that in the file's name, on which its page was updated."
