"""What the tests of downloading share."""

import httpx
import pytest
from tenacity import wait_none

from analysis.readers.fetching import transfer
from tests.readers.fetching.fake_govuk import FakeGovuk


@pytest.fixture
def govuk(monkeypatch):
    """A site on this machine that answers as GOV.UK does, and is asked again without waiting."""
    monkeypatch.setattr(transfer, "WAIT", wait_none())
    with FakeGovuk() as site:
        yield site


@pytest.fixture(scope="session")
def client():
    """A client that is soon out of patience, and goes straight to the site whatever proxy is set."""
    with httpx.Client(timeout=httpx.Timeout(0.4), trust_env=False) as client:
        yield client
