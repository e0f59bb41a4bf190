"""The families of official files that are read, one module for each publication."""

from analysis.readers.families.irregular_migration import IRREGULAR_MIGRATION
from analysis.readers.families.nrm import DUTY_TO_NOTIFY, FIRST_RESPONDERS, NRM_GROUNDS, NRM_REFERRALS
from analysis.readers.families.nrm_workbook import NRM_WORKBOOK
from analysis.readers.families.recorded_crime import CHARGES, OUTCOMES, RECORDED_CRIME
from analysis.readers.families.small_boats import SMALL_BOATS

FAMILIES = (
    NRM_REFERRALS,
    NRM_GROUNDS,
    DUTY_TO_NOTIFY,
    FIRST_RESPONDERS,
    NRM_WORKBOOK,
    IRREGULAR_MIGRATION,
    SMALL_BOATS,
    RECORDED_CRIME,
    OUTCOMES,
    CHARGES,
)
