"""Statistical methods, as pure functions from numbers, Series and DataFrames to small frozen results.

No module here knows a dataset, a force or a chart. Every function returns its estimate with an interval, the method by
name, what it rests on, its diagnostics, and one sentence in plain English. Shares and relative changes are fractions of
one (0.25 is 25%, as in `pandas.Series.pct_change`); only sentences speak in per cent.
"""
