"""A stand-in for GOV.UK: its content API in the documented form, its files, and what can go wrong with both.

The form is that of https://content-api.publishing.service.gov.uk and of the examples in the content schemas of GOV.UK's
publishing API: `document_collection`, `publication`, `statistical_data_set`, `redirect`.
"""

import io
import random
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from json import dumps
from pathlib import PurePosixPath

CONTENT_TYPES = {
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
    ".pdf": "application/pdf",
}
HOME_OFFICE = {"title": "Home Office", "base_path": "/government/organisations/home-office", "locale": "en"}


def ods(seed: int = 1, size: int = 300_000) -> bytes:
    """Return a workbook of about a size, with a content of its own for each seed."""
    return _archive(seed, size, "content.xml")


def xlsx(seed: int = 1, size: int = 50_000) -> bytes:
    return _archive(seed, size, "xl/workbook.xml")


@cache
def _archive(seed: int, size: int, member: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(member), "<office:document-content/>")
        picture = random.Random(seed).randbytes(size)  # bytes that do not compress
        archive.writestr(zipfile.ZipInfo("Pictures/1.png"), picture)
    return content.getvalue()


@dataclass
class Exchange:
    """A request that is being answered."""

    handler: BaseHTTPRequestHandler
    body: bytes
    headers: dict[str, str]

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        given = {"Content-Length": str(len(body))} | {name.replace("_", "-"): value for name, value in headers.items()}
        self.handler.send_response(status)
        for name, value in given.items():
            self.handler.send_header(name, value)
        self.handler.end_headers()
        self.handler.wfile.write(body)

    def serve(self) -> None:
        """Answer as a good server does."""
        self.send(200, self.body, **self.headers)


Fault = Callable[[Exchange], None]


def cut(after: int) -> Fault:
    """Break the connection after some bytes of what is asked for."""

    def answer(exchange: Exchange) -> None:
        length = {"Content_Length": str(len(exchange.body))}
        exchange.send(200, exchange.body[:after], **exchange.headers, **length)
        exchange.handler.close_connection = True

    return answer


def claims(length: int) -> Fault:
    """Send the file with another length than its own, and hang up."""

    def answer(exchange: Exchange) -> None:
        exchange.send(200, exchange.body, **exchange.headers, Content_Length=str(length))
        exchange.handler.close_connection = True

    return answer


def status(code: int) -> Fault:
    return lambda exchange: exchange.send(code, b"<html>Sorry</html>", Content_Type="text/html")


def html(exchange: Exchange) -> None:
    exchange.send(200, b"<!DOCTYPE html><title>Log in</title>", Content_Type="text/html; charset=utf-8")


def hang(exchange: Exchange) -> None:
    time.sleep(0.6)
    exchange.handler.close_connection = True


def redirect(address: str) -> Fault:
    return lambda exchange: exchange.send(302, Location=address)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *client: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # the client was out of patience
            super().handle_error(*client)


@dataclass
class FakeGovuk:
    """The site.

    `faults` holds for each path what goes wrong with the next requests, in order; then it answers well. `always` holds
    what goes wrong with all of them.
    """

    items: dict[str, dict] = field(default_factory=dict)
    files: dict[str, tuple[bytes, dict[str, str]]] = field(default_factory=dict)
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    always: dict[str, Fault] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __enter__(self) -> "FakeGovuk":
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                site.answer(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = _Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        path = handler.path
        item = self.items.get(path.removeprefix("/api/content"))
        if item is not None:
            exchange = Exchange(handler, dumps(item).encode(), {"Content_Type": "application/json; charset=utf-8"})
        else:
            exchange = Exchange(handler, *self.files.get(path, (b"", {})))
        if self.faults.get(path):
            self.faults[path].pop(0)(exchange)
        elif path in self.always:
            self.always[path](exchange)
        elif item is None and path not in self.files:
            exchange.send(404, b"{}", Content_Type="application/json")
        else:
            exchange.serve()

    def asked_for(self, path: str) -> list[dict[str, str]]:
        """Return the headers of each request for a path."""
        return [headers for asked, headers in self.asked if asked == path]

    def attach(self, name: str, content: bytes, *, media: str = "65451bbe9c3709000d14677e", **changes: object) -> dict:
        """Serve a file, and return what the API says of it."""
        path = f"/media/{media}/{PurePosixPath(name).name}"
        kind = CONTENT_TYPES[PurePosixPath(name).suffix]
        self.files[path] = (content, {"Content_Type": kind, "ETag": f'"{media}-{len(content):x}"'})
        return {
            "attachment_type": "file",
            "id": name,
            "title": PurePosixPath(name).stem.replace("_", " "),
            "url": f"{self.address}{path}",
            "filename": name,
            "content_type": kind,
            "file_size": len(content),
            "accessible": False,
        } | changes

    def publish(
        self,
        path: str,
        *attachments: dict,
        title: str = "A release",
        first: str = "2023-11-02T09:30:00.000+00:00",
        updated: str = "",
        changes: tuple[tuple[str, str], ...] = (),
        **others: object,
    ) -> dict:
        """Publish a page, and return what a collection says of it."""
        history = [{"public_timestamp": first, "note": "First published."}]
        history += [{"public_timestamp": moment, "note": note} for moment, note in changes]
        self.items[path] = {
            "base_path": path,
            "title": title,
            "schema_name": "publication",
            "document_type": "official_statistics",
            "locale": "en",
            "first_published_at": first,
            "public_updated_at": updated or first,
            "withdrawn_notice": {},
            "details": {
                "body": "<div class='govspeak'></div>",
                "attachments": list(attachments),
                "change_history": history,
            },
            "links": {"organisations": [HOME_OFFICE]},
        } | others
        return self.listed(path)

    def listed(self, path: str) -> dict:
        item = self.items[path]
        kept = {name: item[name] for name in ("base_path", "title", "document_type", "public_updated_at", "locale")}
        return kept | {"api_path": f"/api/content{path}", "withdrawn": False}

    def collect(self, path: str, *pages: dict) -> None:
        """Publish a collection of pages."""
        self.publish(path, schema_name="document_collection", document_type="document_collection")
        self.items[path]["links"]["documents"] = list(pages)

    def move(self, path: str, destination: str) -> None:
        self.items[path] = {
            "base_path": path,
            "schema_name": "redirect",
            "document_type": "redirect",
            "redirects": [{"path": path, "type": "exact", "destination": destination}],
            "details": {},
            "links": {},
        }
