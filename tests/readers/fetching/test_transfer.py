import socket

import httpx
import pytest

from analysis.errors import NoNetwork, NotFetched
from analysis.readers.fetching.transfer import ATTEMPTS, Site
from tests.readers.fetching.fake_govuk import claims, cut, hang, html, ods, redirect, status

CONTENT = ods()
PATH = "/media/1/tables.ods"


@pytest.fixture
def site(govuk, client):
    govuk.files[PATH] = (CONTENT, {"Content_Type": "application/octet-stream", "ETag": '"first"'})
    return Site(govuk.address, client)


@pytest.fixture
def partial(tmp_path):
    return tmp_path / ".tables.ods.partial"


def download(site, partial, path=PATH):
    seen = []
    site.download(path, partial, lambda done, total: seen.append((done, total)))
    return seen


def test_a_file_is_fetched_whole_and_its_progress_told(site, partial):
    seen = download(site, partial)
    assert partial.read_bytes() == CONTENT
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_a_file_is_asked_for_as_it_is(site, partial, govuk):
    download(site, partial)
    (headers,) = govuk.asked_for(PATH)
    assert headers["Accept-Encoding"] == "identity"
    assert "Range" not in headers


def test_a_cut_connection_is_tried_again_from_the_start(site, partial, govuk):
    govuk.faults[PATH] = [cut(100_000), cut(100_000)]
    download(site, partial)
    assert partial.read_bytes() == CONTENT


def test_a_connection_cut_each_time_ends_in_an_error(site, partial, govuk):
    govuk.always[PATH] = cut(1_000)
    with pytest.raises(NotFetched, match=rf"127\.0\.0\.1 broke off, {ATTEMPTS} times"):
        download(site, partial)


def test_what_a_killed_run_left_is_replaced(site, partial):
    partial.write_bytes(b"older" * len(CONTENT))
    download(site, partial)
    assert partial.read_bytes() == CONTENT


def test_a_busy_server_is_asked_again(site, partial, govuk):
    govuk.faults[PATH] = [status(503), status(502)]
    download(site, partial)
    assert partial.read_bytes() == CONTENT


def test_a_server_that_stays_busy_is_asked_a_few_times_only(site, partial, govuk):
    govuk.always[PATH] = status(503)
    with pytest.raises(NotFetched, match=rf"tables.ods: 127.0.0.1 answers 503 Service Unavailable, {ATTEMPTS} times"):
        download(site, partial)
    assert len(govuk.asked) == ATTEMPTS
    assert not partial.exists()


@pytest.mark.parametrize(("code", "phrase"), [(404, "Not Found"), (410, "Gone"), (429, "Too Many Requests")])
def test_a_refusal_is_not_asked_about_again(site, partial, govuk, code, phrase):
    govuk.always[PATH] = status(code)
    with pytest.raises(NotFetched, match=rf"answers {code} {phrase}\.$"):
        download(site, partial)
    assert len(govuk.asked) == 1


def test_a_server_that_says_nothing_is_given_up(site, partial, govuk):
    govuk.always[PATH] = hang
    with pytest.raises(NotFetched, match=rf"did not answer in time, {ATTEMPTS} times"):
        download(site, partial)
    assert len(govuk.asked) == ATTEMPTS


def test_a_web_page_is_no_file(site, partial, govuk):
    govuk.always[PATH] = html
    with pytest.raises(NotFetched, match="a web page came in place of the file"):
        download(site, partial)
    assert not partial.exists()


def test_a_compressed_answer_is_refused(site, partial, govuk):
    govuk.files[PATH] = (CONTENT, {"Content_Encoding": "gzip"})
    with pytest.raises(NotFetched, match="compressed"):
        download(site, partial)


def test_a_length_greater_than_the_file_counts_as_cut(site, partial, govuk):
    govuk.faults[PATH] = [claims(len(CONTENT) + 10)]
    download(site, partial)
    assert partial.read_bytes() == CONTENT


def test_a_redirect_within_the_site_is_followed(site, partial, govuk):
    govuk.always["/old.ods"] = redirect(PATH)
    download(site, partial, "/old.ods")
    assert partial.read_bytes() == CONTENT


@pytest.mark.parametrize(
    "elsewhere",
    ["http://localhost:1/x.ods", "https://www.gov.uk.example/x.ods", "http://www.gov.uk/x.ods", "file:///etc/passwd"],
)
def test_a_redirect_to_another_site_is_refused(site, partial, govuk, elsewhere):
    govuk.always[PATH] = redirect(elsewhere)
    with pytest.raises(NotFetched, match=r"is on another site, and not fetched\. Expected .*assets\.publishing"):
        download(site, partial)
    assert len(govuk.asked) == 1


def test_redirects_in_a_circle_end(site, partial, govuk):
    govuk.always[PATH] = redirect(PATH)
    with pytest.raises(NotFetched, match="redirects again"):
        download(site, partial)


@pytest.mark.parametrize("host", ["www.gov.uk", "assets.publishing.service.gov.uk"])
def test_the_hosts_of_govuk_are_trusted(site, host):
    assert site.resolve(f"https://{host}/x.ods") == f"https://{host}/x.ods"


@pytest.mark.parametrize("address", ["https://www.gov.uk@elsewhere.example/x", "https://gov.uk.example", "https://["])
def test_look_alikes_of_govuk_are_not(site, address):
    with pytest.raises(NotFetched):
        site.resolve(address)


def test_without_a_network_the_site_is_named(client, partial):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(NoNetwork, match=r"^127\.0\.0\.1 cannot be reached \(.*refused\)\. Expected .*HTTPS_PROXY\.$"):
        download(Site(f"http://127.0.0.1:{port}", client), partial)


def test_no_connection_in_time_is_no_network(partial):
    def nobody(request):
        raise httpx.ConnectTimeout("timed out", request=request)

    with pytest.raises(NoNetwork, match=r"www\.gov\.uk cannot be reached \(timed out\)"):
        download(Site("https://www.gov.uk", httpx.Client(transport=httpx.MockTransport(nobody))), partial)


def test_a_log_in_page_in_place_of_the_answer_is_refused(site, govuk):
    govuk.always["/api/content/x"] = html
    with pytest.raises(NotFetched, match=r"gives no JSON object but text/html.*not that of a proxy or a log-in page"):
        site.read_json("/api/content/x")
