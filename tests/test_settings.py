"""`report.toml` says what stands at the head of every page."""

import pytest

from analysis import settings
from analysis.errors import BadData, UnknownName

SOUND = 'programme = "P"\nshort = "P"\nmarkings = ["OFFICIAL"]\n'


@pytest.fixture
def write(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "root.toml").touch()
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(tmp_path)
    return lambda text: (tmp_path / "report.toml").write_text(text, encoding="utf-8")


def test_the_projects_own_settings_are_sound():
    assert settings.current().editions["2021-22"].date.year >= 2026


def test_an_edition_has_its_number_and_date(write):
    write(SOUND + "[editions.2021-22]\nnumber = 3\ndate = 2027-01-31\n")
    assert settings.current().editions["2021-22"].number == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("programme = ", "cannot be read as TOML"),
        (SOUND + 'contacts = "x"', "unknown field 'contacts'.*Did you mean 'contact'"),
        ('programme = "P"\nmarkings = []', "'markings' is no list of texts"),
        ('markings = ["OFFICIAL"]', "the programme has no name"),
        (SOUND + "contact = 3", "'contact' is no text"),
        (SOUND + 'logo = "none.svg"', "there is no logo 'none.svg'"),
        (SOUND + 'logo = "pyproject.toml"', "is neither PNG nor SVG"),
        (SOUND + "small_base = 2", "small_base is '2'.*from 10 to 1000"),
        (SOUND + '[editions.2021-22]\nnumber = 1\ndate = 2027-01-31\ncorrection = "x"', "is the first"),
        (SOUND + "[editions.2021-22]\nnumber = 3\n", "edition 2021-22 lacks its number or date"),
    ],
)
def test_a_mistake_is_named(write, text, message):
    write(text)
    with pytest.raises(BadData, match=message):
        settings.current()


def test_only_the_markings_of_the_settings_exist():
    assert settings.current().check_marking("OFFICIAL") == "OFFICIAL"
    for wrong in ("", "SECRET"):
        with pytest.raises(UnknownName):
            settings.current().check_marking(wrong)


def test_the_highest_marking_is_the_last_of_those_that_are_allowed(write):
    write(SOUND.replace('["OFFICIAL"]', '["LOW", "MIDDLE", "HIGH"]'))
    assert settings.current().highest("MIDDLE", "HIGH", "LOW") == "HIGH"
    assert settings.current().highest() == "LOW"
    with pytest.raises(UnknownName):
        settings.current().highest("LOW", "OFFICIAL")
