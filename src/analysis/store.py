"""Cleaned datasets, kept as Parquet under the hash of all that they were made from."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from functools import cache
from pathlib import Path

import pandas as pd
import pandera.errors

from analysis import paths
from analysis.datasets.dataset import Dataset, mark_partial, read_figures
from analysis.errors import BadData
from analysis.provenance import Sidecar, read_sidecar


def cleaned(dataset: Dataset) -> tuple[Sidecar, pd.DataFrame]:
    """Return a cleaned dataset, from the cache where nothing that it was made from has changed.

    Parameters
    ----------
    dataset : Dataset

    Returns
    -------
    sidecar : Sidecar
        Of its file, whose checksum has been verified.
    figures : DataFrame
        In the form of ``dataset.schema()``.

    Raises
    ------
    BadData
        Where file, sidecar and schema disagree.
    """
    sidecar = read_sidecar(_sidecar_path(dataset))
    kept = paths.cache_folder() / "datasets" / f"{dataset.name}-{_key(sidecar)}.parquet"
    if kept.is_file():
        return sidecar, pd.read_parquet(kept)
    figures = clean(dataset, sidecar)
    _keep(figures, kept)
    return sidecar, figures


def clean(dataset: Dataset, sidecar: Sidecar | None = None) -> pd.DataFrame:
    """Read, clean and validate a dataset.

    Parameters
    ----------
    dataset : Dataset
    sidecar : Sidecar, optional
        Where it has been read already.

    Returns
    -------
    DataFrame

    Raises
    ------
    BadData
        Where file, sidecar and schema disagree; at the first disagreement.
    """
    sidecar = sidecar or read_sidecar(_sidecar_path(dataset))
    schema = dataset.schema()
    rows = dataset.clean(read_figures(dataset, sidecar))
    figures = mark_partial(rows, list(dataset.dimensions), next(iter(dataset.measures)))[list(schema.columns)]
    try:
        return schema.validate(figures)
    except pandera.errors.SchemaError as error:
        raise BadData(_complaint(error), where=sidecar.file.name) from error


def _sidecar_path(dataset: Dataset) -> Path:
    return (paths.published() / dataset.file).with_suffix(".yaml")


def _complaint(error: pandera.errors.SchemaError) -> str:
    text = str(error.check.error) if getattr(error.check, "error", None) else str(error)
    return text.splitlines()[0].rstrip(".")


def _key(sidecar: Sidecar) -> str:
    made_from = [sidecar.sha256, hashlib.sha256(sidecar.path.read_bytes()).hexdigest(), _code_hash(), pd.__version__]
    return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()[:16]


@cache
def _code_hash() -> str:
    # Any change of any cleaning step makes everything afresh: cheap, and no list of dependencies to keep true.
    folder = Path(__file__).parent
    sources = sorted([*folder.glob("datasets/*.py"), folder / "store.py", folder / "provenance.py"])
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def _keep(figures: pd.DataFrame, kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    # Several kernels may clean the same dataset at once: each writes its own file, and the last to finish wins whole.
    descriptor, beside = tempfile.mkstemp(dir=kept.parent, suffix=".partial")
    os.close(descriptor)
    figures.to_parquet(beside)
    Path(beside).replace(kept)
