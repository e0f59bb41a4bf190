from analysis import paths, roots
from analysis.provenance import read_sidecar
from tools import sources


def test_the_page_of_sources_is_up_to_date():
    written = (paths.root() / sources.PAGE).read_text(encoding="utf-8")
    assert written == sources.page(), "write it anew: python -m tools.sources"


def test_each_release_stands_under_its_file_with_publisher_day_and_licence():
    page = sources.page()
    sidecar = read_sidecar(roots.published() / "court_backlog.yaml")
    part = page.partition("[`data/published/court_backlog.csv`]")[2].partition("\n## ")[0]
    assert sidecar.sha256 in part
    assert "Open Government Licence v3.0" in part
    assert "HM Treasury hackathon 2025, tabulating Ministry of Justice data (secondary)" in part
    assert "| 27 March 2025 | Ministry of Justice | [Criminal court statistics quarterly" in part


def test_what_has_no_address_is_no_link():
    assert "| [Annual Report 2021-22](<no address" not in sources.page()
