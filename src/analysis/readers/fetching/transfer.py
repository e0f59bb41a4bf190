"""Fetching from a publisher's site: from its own hosts only, and a few times at most."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_exponential

from analysis.errors import NoNetwork, NotFetched

ATTEMPTS = 4
WAIT = wait_exponential(multiplier=1, max=10)
"""Seconds between attempts: 1, 2, 4."""

_HOSTS = frozenset({"www.gov.uk", "assets.publishing.service.gov.uk"})
_MOST_REDIRECTS = 5


def open_client() -> httpx.Client:
    """Return a client that says who asks, and gives up after 10 seconds without a connection or 30 without a byte."""
    return httpx.Client(timeout=httpx.Timeout(30, connect=10), headers={"User-Agent": "msoic-analysis"})


class Site:
    """A publisher's site.

    Parameters
    ----------
    address : str
        Scheme and host, such as ``https://www.gov.uk``. Apart from it only GOV.UK's own hosts are asked, whatever a
        page or a redirect says.
    client : httpx.Client
        Asks it.
    """

    def __init__(self, address: str, client: httpx.Client) -> None:
        self.address = address.rstrip("/")
        self._client = client

    def resolve(self, address: str, page: str = "") -> str:
        """Return an address in full, as meant on a page of the site.

        Raises
        ------
        NotFetched
            Where it is not an address on one of the hosts.
        """
        own = httpx.URL(self.address)
        try:
            url = own.join(page).join(address)
        except httpx.InvalidURL as error:
            raise NotFetched(f"'{address}' is no address ({error})") from error
        if (url.scheme, url.netloc) != (own.scheme, own.netloc) and (url.scheme != "https" or url.host not in _HOSTS):
            expected = " or ".join(sorted({own.host, *_HOSTS}))
            raise NotFetched(f"{url} is on another site, and not fetched", expected=f"an address on {expected}")
        return str(url)

    def read_json(self, path: str) -> dict[str, Any]:
        """Return the JSON object at a path.

        Raises
        ------
        NoNetwork
            Where the site cannot be reached.
        NotFetched
            Where it gives something else.
        """
        address = self.resolve(path)
        for attempt in _attempts(address):
            with attempt, self._answer(address, {"Accept": "application/json"}) as response:
                response.raise_for_status()
                response.read()
        try:
            content = response.json()
        except ValueError:
            content = None
        if not isinstance(content, dict):
            raise NotFetched(
                f"{address} gives no JSON object but {response.headers.get('Content-Type', 'something else')}",
                expected="the answer of GOV.UK's content API, not that of a proxy or a log-in page",
            )
        return content

    def download(self, address: str, file: Path, on_progress: Callable[[int, int | None], None]) -> None:
        """Fetch a file.

        Parameters
        ----------
        address : str
            Where it is.
        file : Path
            Where the bytes go, in place of those that are there.
        on_progress : callable
            Called with the number of bytes that are here and of all of them, None where that is not known.

        Raises
        ------
        NoNetwork
            Where the site cannot be reached.
        NotFetched
            Where it gives no file or cuts it short each time.
        """
        address = self.resolve(address)
        # Lengths are then those of the file itself.
        headers = {"Accept-Encoding": "identity"}
        for attempt in _attempts(address):
            with attempt, self._answer(address, headers) as response:
                response.raise_for_status()
                _check_is_file(response, address)
                length = response.headers.get("Content-Length")
                with file.open("wb") as written:
                    for chunk in response.iter_raw():
                        written.write(chunk)
                        on_progress(written.tell(), int(length) if length else None)

    @contextmanager
    def _answer(self, address: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        for _ in range(_MOST_REDIRECTS + 1):
            with self._client.stream("GET", address, headers=headers, follow_redirects=False) as response:
                if not response.has_redirect_location:
                    yield response
                    return
                address = self.resolve(response.headers["Location"], address)
        raise NotFetched(f"{address} was reached by {_MOST_REDIRECTS} redirects and redirects again")


def _attempts(address: str) -> Iterator[Any]:
    host = httpx.URL(address).host
    times = f"{ATTEMPTS} times"
    retrying = Retrying(stop=stop_after_attempt(ATTEMPTS), wait=WAIT, retry=retry_if_exception(_may_pass), reraise=True)
    try:
        yield from retrying
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
        raise NoNetwork(
            f"{host} cannot be reached ({error})",
            expected="a connection to the internet; behind a proxy, its address in the variable HTTPS_PROXY",
        ) from error
    except httpx.TimeoutException as error:
        raise NotFetched(f"{host} did not answer in time, {times}", where=address) from error
    except httpx.HTTPStatusError as error:
        answer = f"{host} answers {error.response.status_code} {error.response.reason_phrase}"
        raise NotFetched(f"{answer}, {times}" if _may_pass(error) else answer, where=address) from error
    except httpx.TransportError as error:
        raise NotFetched(f"{host} broke off, {times}", where=address, expected="another try later") from error


def _may_pass(error: BaseException) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        return bool(error.response.is_server_error)
    no_way = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)
    return isinstance(error, httpx.TransportError) and not isinstance(error, no_way)


def _check_is_file(response: httpx.Response, address: str) -> None:
    if response.headers.get("Content-Type", "").startswith("text/html"):
        raise NotFetched("a web page came in place of the file", where=address)
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise NotFetched("the file came compressed, though not asked for", where=address)
