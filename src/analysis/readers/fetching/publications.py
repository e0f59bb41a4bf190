"""Where on GOV.UK the official releases behind the datasets are published: see ``publications.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import UnknownName, nearest_names


@dataclass(frozen=True, eq=False)
class Publication:
    """A series of releases.

    Attributes
    ----------
    name : str
        Short name, in the keys of its releases.
    datasets : list of str
        The datasets that are made from it.
    page : str
        Path on GOV.UK: a page that is updated with each release, or a collection that lists a page for each.
    area, unit : str
        What the figures cover and count.
    files : str
        Regular expression that the names of the files begin with, among all that the page has.
    """

    name: str
    datasets: list[str]
    page: str
    area: str
    unit: str
    files: str = ""

    def wants(self, file: str) -> bool:
        """Whether a file of its page, by name, is one of the series."""
        return re.match(self.files, file, re.IGNORECASE) is not None


_FILE = Path(__file__).with_name("publications.toml")
PUBLICATIONS = tuple(Publication(name, **about) for name, about in tomllib.loads(_FILE.read_text("utf-8")).items())


def publications_of(datasets: Iterable[str] = ()) -> list[Publication]:
    """Return the publications behind some datasets, each once; all without any.

    Raises
    ------
    UnknownName
        Where no publication is known for a dataset.
    """
    datasets = list(datasets)
    known = {dataset: publication for publication in PUBLICATIONS for dataset in publication.datasets}
    for dataset in datasets:
        if dataset not in known:
            raise UnknownName(
                f"no publication on GOV.UK is known for '{dataset}'",
                expected=f"one of {', '.join(sorted(known))}",
                nearest=nearest_names(dataset, known),
            )
    return list(dict.fromkeys(known[dataset] for dataset in datasets)) if datasets else list(PUBLICATIONS)
