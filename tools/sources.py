"""Write docs/sources.md from the sidecars of the data files: `python -m tools.sources`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis import paths, periods, roots
from analysis.provenance import Release, Sidecar, read_sidecar

PAGE = Path("docs") / "sources.md"
_BEGIN = """# Sources

What each data file of this project was taken from. This page is written by `python -m tools.sources` from the sidecars
beside the files; change those, not this. Later releases revise earlier periods: all of them are kept. A secondary
source is a quotation of a publication, or a tabulation of published figures by others: it is used only where no
official text was found, and marked on each page that uses it.
"""


def page() -> str:
    """Return the page as Markdown.

    Examples
    --------
    >>> page().startswith("# Sources")
    True
    """
    folders = (roots.published(), roots.reference())
    sidecars = [read_sidecar(path) for folder in folders for path in sorted(folder.glob("*.yaml"))]
    return "\n".join([_BEGIN, *(line for sidecar in sidecars for line in _of_file(sidecar))])


def _of_file(sidecar: Sidecar) -> Iterator[str]:
    file = sidecar.file.relative_to(paths.root()).as_posix()
    yield f"## {sidecar.title}\n"
    licences = ", ".join(dict.fromkeys(release.licence for release in sidecar.releases))
    yield f"[`{file}`](../{file}) · {sidecar.area} · {sidecar.unit} · {licences} · SHA-256 `{sidecar.sha256}`\n"
    yield f"{sidecar.note}\n"
    yield "| released | publisher | release | period |"
    yield "|---|---|---|---|"
    for release in sidecar.releases:
        yield f"| {' | '.join(map(_cell, _row(release)))} |"
    yield ""


def _row(release: Release) -> tuple[str, ...]:
    released = periods.day(release.date) if release.date else "no day given"
    publisher = release.publisher + (" (secondary)" if release.standing == "secondary" else "")
    note = f". {release.note}" if release.note else ""
    is_page = release.address.startswith("http")
    title = f"[{release.title}](<{release.address}>)" if is_page else release.title
    return released, publisher, title + note, release.period


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")


if __name__ == "__main__":
    place = paths.root() / PAGE
    place.write_text(page(), encoding="utf-8", newline="\n")
    print(f"{place} written")
