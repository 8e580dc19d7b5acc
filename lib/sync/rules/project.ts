import type { SourceRow } from '../../accountview/port';
import { day, isAmong, text } from './fields';
import { fitting } from './fitting';
import { type FeedRule, type MapContext, type Mapped, setAside } from './rule';

/** Columns of `PROJECTS` (accountview-api §8.5). */
export const PROJECT_FIELDS = [
  'PROJ_CODE',
  'REC_ID',
  'PROJ_DESC',
  'SUB_NR',
  'PRO_STAT',
  'BEG_DATE',
  'END_DATE',
] as const;
/** Used where the dictionary has it. */
export const PROJECT_OPTIONAL_FIELDS = ['CNG_DATE'] as const;

export const projectRule: FeedRule = {
  feed: 'projects',
  endpoint: 'projects',
  targetKey: (fields) => fields['code'] ?? '',
  policies: {
    code: 'key',
    code_ext: 'numbers',
    debtor_number: 'numbers',
    name: 'name',
    status: 'status',
    date_start: 'dates',
    date_end: 'dates',
  },
  numeric: new Set(),
  required: new Set(['code', 'name', 'debtor_number', 'status', 'date_start']),
  lengths: {},
};

/** `PROJECTS` → project. Active is one without an end, or whose end is not past (product §3). */
export const mapProject = fitting(projectRule, (row: SourceRow, context: MapContext): Mapped => {
  const { settings, today } = context;
  const key = text(row, 'PROJ_CODE');
  const name = text(row, 'PROJ_DESC');
  const status = text(row, 'PRO_STAT');
  const named = { feed: 'projects', key, name } as const;
  if (key === '') return setAside(named, 'RECORD_KEY_MISSING', { field: 'PROJ_CODE' });
  const end = day(row, 'END_DATE');
  const isEnded = settings.projects === 'active' && end !== undefined && end !== '' && end < today;
  if (isEnded || !isAmong(settings.projectStatuses, status)) return { kind: 'skip', feed: 'projects', key };
  const begin = day(row, 'BEG_DATE');
  if (begin === undefined || end === undefined)
    return setAside(named, 'DATE_INVALID', { field: begin === undefined ? 'BEG_DATE' : 'END_DATE' });
  const debtor = text(row, 'SUB_NR');
  const demanded = { PROJ_DESC: name, SUB_NR: debtor, BEG_DATE: begin };
  for (const [field, value] of Object.entries(demanded))
    if (value === '') return setAside(named, 'FIELD_REQUIRED', { field });
  const record = {
    code: key,
    code_ext: text(row, 'REC_ID'),
    name,
    debtor_number: debtor,
    status: status || settings.defaultProjectStatus.trim(),
    date_start: begin,
    date_end: end,
  };
  return { ...named, kind: 'record', record };
});
