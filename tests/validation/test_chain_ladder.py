"""The chain ladder and its standard error against published answers."""

import numpy as np
import pandas as pd

from analysis.statistics import development

TAYLOR_ASHE = """
357848 1124788 1735330 2218270 2745596 3319994 3466336 3606286 3833515 3901463
352118 1236139 2170033 3353322 3799067 4120063 4647867 4914039 5339085
290507 1292306 2218525 3235179 3985995 4132918 4628910 4909315
310608 1418858 2195047 3757447 4029929 4381982 4588268
443160 1136350 2128333 2897821 3402672 3873311
396132 1333217 2180715 2985752 3691712
440832 1288463 2419861 3483130
359480 1421128 2864498
376686 1363294
344014
"""

REINSURANCE_ASSOCIATION = """
5012 8269 10907 11805 13539 16181 18009 18608 18662 18834
106 4285 5396 10666 13782 15599 15496 16169 16704
3410 8992 13873 16141 18735 22214 22863 23466
5655 11555 15766 21266 23425 26083 27067
1092 9565 15836 22169 25955 26180
1513 6445 11702 12935 15852
557 4020 10946 12314
1351 6947 13112
3133 5395
2063
"""


def triangle(text):
    rows = [[float(each) for each in line.split()] for line in text.strip().splitlines()]
    return pd.DataFrame([row + [np.nan] * (len(rows) - len(row)) for row in rows])


def whole(series):
    return [round(value) for value in series]


def test_taylor_and_ashe_as_mack_completes_them():
    # Taylor and Ashe 1983; Mack, ASTIN Bulletin 1993; 23: 213-225.
    result = development.chain_ladder(triangle(TAYLOR_ASHE))
    assert round(result.estimate) == 18_680_856
    assert round(result.diagnostics["standard_error"]) == 2_447_095
    assert whole(result.table["to_come"]) == [
        0, 94_634, 469_511, 709_638, 984_889, 1_419_459, 2_177_641, 3_920_301, 4_278_972, 4_625_811,
    ]  # fmt: skip
    assert whole(result.table["standard_error"]) == [
        0, 75_535, 121_699, 133_549, 261_406, 411_010, 558_317, 875_328, 971_258, 1_363_155,
    ]  # fmt: skip


def test_reinsurance_association_as_mack_completes_it():
    # Mack, "Measuring the variability of chain ladder reserve estimates", Casualty Actuarial Society Forum 1994.
    result = development.chain_ladder(triangle(REINSURANCE_ASSOCIATION))
    assert round(result.estimate) == 52_135
    assert round(result.diagnostics["standard_error"]) == 26_909
    assert whole(result.table["to_come"]) == [0, 154, 617, 1636, 2747, 3649, 5435, 10907, 10650, 16339]
    assert whole(result.table["standard_error"]) == [0, 206, 623, 747, 1469, 2002, 2209, 5358, 6333, 24566]
