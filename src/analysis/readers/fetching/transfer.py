"""Fetching from a publisher's site: from its own hosts only, a few times at most, and on from where it was cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Partial:
    """What has arrived of a file so far, and what it is a part of.

    Attributes
    ----------
    file : Path
        The bytes so far. Beside it lies a note of the address and the version that they belong to: without one, or
        with another address, the bytes are thrown away.
    """

    file: Path

    @property
    def note(self) -> Path:
        """The file that says what the bytes are a part of."""
        return self.file.with_name(f"{self.file.name}.of")

    def begin(self, address: str, version: str) -> None:
        """Start with no bytes, of a version named by an ETag or a date; empty where the site names none."""
        self.note.unlink(missing_ok=True)  # first, lest what is cut off here passes for a part of the new version
        self.file.write_bytes(b"")
        self.note.write_text(f"{address}\n{version}\n", encoding="utf-8")

    def resumable(self, address: str) -> tuple[int, str]:
        """Return how many bytes of an address are here, and of which version; 0 where they cannot be added to."""
        if not (self.file.is_file() and self.note.is_file()):
            return 0, ""
        of, _, version = self.note.read_text(encoding="utf-8", errors="replace").rstrip("\n").partition("\n")
        size = self.file.stat().st_size
        return (size, version) if of == address and version and size else (0, "")

    def discard(self) -> None:
        """Throw away what has arrived."""
        self.file.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)


class _DoesNotContinue(Exception):
    """A site that answers with another part of a file than the one asked for."""


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

    def download(self, address: str, partial: Partial, on_progress: Callable[[int, int | None], None]) -> None:
        """Fetch a file, or the rest of it.

        Parameters
        ----------
        address : str
            Where it is.
        partial : Partial
            Where the bytes go; those of an earlier attempt are kept if they are of the same version.
        on_progress : callable
            Called with the number of bytes that are here and of all of them, None where that is not known.

        Raises
        ------
        NoNetwork
            Where the site cannot be reached.
        NotFetched
            Where it gives no file or cuts it short each time. What has arrived stays for the next call.
        """
        address = self.resolve(address)
        for attempt in _attempts(address):
            with attempt:
                self._continue(address, partial, on_progress)

    def _continue(self, address: str, partial: Partial, on_progress: Callable[[int, int | None], None]) -> None:
        here, version = partial.resumable(address)
        headers = {"Accept-Encoding": "identity"}  # lengths and ranges are those of the file itself
        if here:
            headers |= {"Range": f"bytes={here}-", "If-Range": version}
        with self._answer(address, headers) as response:
            if not _begins_at(here, response):
                partial.discard()
                raise _DoesNotContinue
            response.raise_for_status()
            _check_is_file(response, address)
            if response.status_code != 206:
                here = 0
                partial.begin(address, _version(response))
            left = response.headers.get("Content-Length")
            total = here + int(left) if left else None
            with partial.file.open("ab") as file:
                for chunk in response.iter_raw():
                    here += file.write(chunk)
                    on_progress(here, total)

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
    except (httpx.TransportError, _DoesNotContinue) as error:
        raise NotFetched(
            f"{host} broke off, {times}", where=address, expected="another try: what has arrived is kept for it"
        ) from error


def _may_pass(error: BaseException) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        return bool(error.response.is_server_error)
    no_way = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)
    return isinstance(error, (httpx.TransportError, _DoesNotContinue)) and not isinstance(error, no_way)


def _begins_at(position: int, response: httpx.Response) -> bool:
    # A site that knows no ranges, or has a newer version, sends all of it with the status 200.
    if response.status_code == httpx.codes.PARTIAL_CONTENT:
        return response.headers.get("Content-Range", "").startswith(f"bytes {position}-")
    return response.status_code != httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE


def _check_is_file(response: httpx.Response, address: str) -> None:
    if response.headers.get("Content-Type", "").startswith("text/html"):
        raise NotFetched("a web page came in place of the file", where=address)
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise NotFetched("the file came compressed, though not asked for", where=address)


def _version(response: httpx.Response) -> str:
    # RFC 9110, 13.1.5: a weak ETag does not tell whether bytes can be added to those that are here.
    tag: str = response.headers.get("ETag", "")
    return tag if tag and not tag.startswith("W/") else response.headers.get("Last-Modified", "")
