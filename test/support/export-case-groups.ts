import type { CaseGroup } from './export-case-types';
import { CREATED_GROUPS } from './export-cases-created';
import { TEXT_GROUPS } from './export-cases-free-text';
import { HEADER_GROUPS } from './export-cases-header';
import { HOUR_PRICE_GROUPS } from './export-cases-hour-prices';
import { HOUR_GROUPS } from './export-cases-hours';
import { JOURNAL_GROUPS } from './export-cases-journal';
import { JOURNAL_SETTING_GROUPS } from './export-cases-journal-settings';
import { MATERIAL_GROUPS } from './export-cases-materials';
import { NOT_CREATED_GROUPS } from './export-cases-not-created';
import { PLACEMENT_GROUPS, YEAR_GROUPS } from './export-cases-placement';
import { TRAVEL_GROUPS } from './export-cases-travel';

/** The whole table, by theme. */
export const CASE_GROUPS: readonly CaseGroup[] = [
  ...HOUR_GROUPS,
  ...HOUR_PRICE_GROUPS,
  ...TRAVEL_GROUPS,
  ...MATERIAL_GROUPS,
  ...TEXT_GROUPS,
  ...HEADER_GROUPS,
  ...CREATED_GROUPS,
  ...NOT_CREATED_GROUPS,
  ...JOURNAL_GROUPS,
  ...JOURNAL_SETTING_GROUPS,
  ...PLACEMENT_GROUPS,
  ...YEAR_GROUPS,
];
