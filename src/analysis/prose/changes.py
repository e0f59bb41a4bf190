"""How far a count went, in per cent."""

from __future__ import annotations

import pandas as pd

from analysis.prose.numbers import MINUS, NOT_AVAILABLE


def signed_percent(share: float | pd.api.typing.NAType, places: int = 1) -> str:
    """Write a relative change with its sign; one that is missing as ``[x]``, and a little never as nothing.

    Examples
    --------
    >>> signed_percent(0.5556), signed_percent(-0.0031), signed_percent(0), signed_percent(10.779)
    ('+55.6%', '\N{MINUS SIGN}0.3%', '0.0%', '+1,077.9%')
    """
    if pd.isna(share):
        return NOT_AVAILABLE
    written = f"{abs(share):,.{places}%}"
    if share and float(written[:-1].replace(",", "")) == 0:
        end = f"{0.01 / 10**places:.{places}%}"
        return f"between 0% and +{end}" if share > 0 else f"between {MINUS}{end} and 0%"
    return written if share == 0 else f"{'+' if share > 0 else MINUS}{written}"


def ratio_as_change(ratio: float | pd.api.typing.NAType) -> str:
    """Write a ratio as the relative change that it means, in whole per cent.

    Examples
    --------
    >>> ratio_as_change(0.73), ratio_as_change(1.32), ratio_as_change(1), ratio_as_change(290)
    ('\N{MINUS SIGN}27%', '+32%', '0%', 'over +1,000%')
    """
    if pd.isna(ratio):
        return NOT_AVAILABLE
    return "over +1,000%" if ratio > 11 else signed_percent(ratio - 1, places=0)
