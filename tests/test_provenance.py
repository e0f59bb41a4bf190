import copy
import dataclasses
import datetime as dt

import pandas as pd
import pytest
import yaml

from analysis.errors import BadData
from analysis.provenance import Provenance, provenance_of, read_sidecar, sha256_of


@pytest.fixture
def sidecar(tmp_path):
    """A data file and the content of its sidecar, to be changed and written."""
    data = tmp_path / "counts.csv"
    data.write_text("release,period,people\nfirst,2021 Q4,5\n")
    content = {
        "title": "People counted",
        "file": "counts.csv",
        "sha256": sha256_of(data),
        "kind": "published",
        "area": "UK",
        "unit": "persons",
        "licence": "Open Government Licence v3.0",
        "releases": [
            {
                "key": "first",
                "date": dt.date(2022, 3, 3),
                "publisher": "Home Office",
                "title": "Counts, end of year 2021",
                "address": "https://www.gov.uk/counts",
                "period": "2021 Q4",
                "standing": "official",
            }
        ],
    }

    def write(**changes):
        path = tmp_path / "counts.yaml"
        path.write_text(yaml.safe_dump(content | changes))
        return path

    return content, write


def test_a_sound_sidecar_is_read_with_its_releases(sidecar):
    _, write = sidecar
    read = read_sidecar(write())
    (release,) = read.releases
    assert str(release) == "Home Office, Counts, end of year 2021, released 3 March 2022"
    assert (release.kind, release.licence) == ("published", "Open Government Licence v3.0")


def test_a_changed_data_file_is_refused(sidecar, tmp_path):
    _, write = sidecar
    path = write()
    (tmp_path / "counts.csv").write_text("release,period,people\nfirst,2021 Q4,6\n")
    with pytest.raises(BadData, match=r"counts.csv: the file is not the one that counts.yaml describes"):
        read_sidecar(path)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"kind": "publisched"}, "kind 'publisched' is not known. Expected published or return"),
        ({"licence": ""}, "lacks 'licence'"),
        ({"licens": "OGL"}, "unknown field 'licens'. Did you mean 'licence'"),
        ({"file": "other.csv"}, "the data file 'other.csv' is missing"),
    ],
)
def test_a_faulty_sidecar_is_refused_by_name(sidecar, change, complaint):
    _, write = sidecar
    with pytest.raises(BadData, match=complaint):
        read_sidecar(write(**change))


def test_a_faulty_release_is_refused_by_key(sidecar):
    content, write = sidecar
    release = content["releases"][0]
    with pytest.raises(BadData, match="release 'first': 'March 2022' is no date"):
        read_sidecar(write(releases=[release | {"date": "March 2022"}]))
    with pytest.raises(BadData, match="release 'first' lacks 'address'"):
        read_sidecar(write(releases=[{key: value for key, value in release.items() if key != "address"}]))


def test_provenance_survives_the_steps_of_an_analysis_or_is_missed(sidecar):
    _, write = sidecar
    frame = pd.DataFrame({"period": ["a", "b"], "people": [1, 2]})
    frame.attrs["provenance"] = Provenance(read_sidecar(write()).releases)
    assert provenance_of(frame.query("people > 1").groupby("period")["people"].sum()).newest().key == "first"
    assert copy.deepcopy(frame.attrs["provenance"]) is frame.attrs["provenance"]
    frame.attrs.clear()
    with pytest.raises(ValueError, match="lost its provenance"):
        provenance_of(frame)


def test_releases_of_one_day_and_title_are_named_in_the_order_of_the_tables(sidecar):
    (release,) = read_sidecar(sidecar[1]()).releases[:1]
    tables = []
    for number in range(20):
        tables.append(pd.DataFrame({"people": [1]}))
        tables[-1].attrs["provenance"] = Provenance((dataclasses.replace(release, key=f"key {number}"),))
    assert [each.key for each in provenance_of(*tables).releases] == [f"key {number}" for number in range(20)]
