import { useMemo, useState } from 'preact/hooks';
import type { FoundValue } from '../../../lib/domain/approval';
import { useI18n, usePage } from '../../page/context';
import { Button } from '../../primitives/button';
import { cleanText } from '../../primitives/clean-text';
import { useFieldError } from '../field-error';
import { useFoundValues } from '../found';
import type { OptionProps } from '../options';
import {
  countUnmapped,
  MAPPING_PLANS,
  type MappingKind,
  type MappingRow,
  foldedKeys,
  mappingRows,
} from './mapping-rows';
import { isUnknown, Suggestions } from './suggestions';

/** With more rows than this, those that the default covers are folded. */
const FEW = 12;
/** Rows that are drawn at a time. */
const AT_A_TIME = 100;

interface MappingProps extends OptionProps {
  kind: MappingKind;
}

/** Which code of AccountView each hour type, article or article group becomes. */
export function Mapping({ kind, ...props }: MappingProps) {
  const { state } = usePage();
  const { t, format } = useI18n();
  const { draftModel, showErrors } = props;
  const { field, fallback, keys } = MAPPING_PLANS[kind];
  const error = useFieldError(draftModel, showErrors)(field);
  const mapping = (draftModel.draft.form[field] ?? {}) as Readonly<Record<string, string>>;
  const rows = mappingRows(mapping, useFoundValues(keys, draftModel), draftModel.text(fallback));
  const unmapped = countUnmapped(rows);
  const looking = rows.length === 0 && state.busy.has(`discover:${draftModel.text('companyId')}`);
  const word = unmapped > 0 ? t('map.unmapped', { count: format.number(unmapped) }) : t('map.allMapped');
  return (
    <div class="mapping" role="group" aria-labelledby={`mapping-title-${kind}`}>
      <p class="mapping-title" id={`mapping-title-${kind}`}>
        {t(`map.title.${kind}`)}
      </p>
      <p class="field-hint">{t(`map.hint.${kind}`)}</p>
      {error !== undefined && (
        <p class="field-error" id={`mapping-error-${kind}`}>
          {error}
        </p>
      )}
      {looking && <p class="field-hint">{t('imp.codesLooking')}</p>}
      {rows.length > 0 && (
        <p
          class={unmapped > 0 ? 'field-warning mapping-count' : 'field-hint mapping-count'}
          role="status"
          data-testid="mapping-unmapped"
          data-kind={kind}
          data-value={unmapped}
        >
          {word}
        </p>
      )}
      <MappingRows kind={kind} rows={rows} invalid={error !== undefined} {...props} />
      <MappingAdd
        kind={kind}
        onAdd={(key) => {
          if (!Object.hasOwn(mapping, key)) draftModel.setField(field, { ...mapping, [key]: '' });
        }}
      />
    </div>
  );
}

interface MappingRowsProps extends MappingProps {
  rows: readonly MappingRow[];
  invalid: boolean;
}

function MappingRows({ rows, ...props }: MappingRowsProps) {
  const { t, format } = useI18n();
  const { values } = MAPPING_PLANS[props.kind];
  const [typing, setTyping] = useState<string | null>(null);
  const found = useFoundValues(values ?? 'vat-codes', props.draftModel);
  const folded = useFolded(rows);
  const typed = rows.find(({ key }) => key === typing)?.value ?? null;
  const listProps = { ...props, found: values === null ? [] : found, onTyping: setTyping };
  return (
    <>
      <RowList rows={rows.filter(({ key }) => !folded.has(key))} {...listProps} />
      {folded.size > 0 && (
        <details class="mapping-rest">
          <summary>{t('map.rest', { count: format.number(folded.size) })}</summary>
          <RowList rows={rows.filter(({ key }) => folded.has(key))} {...listProps} />
        </details>
      )}
      {values !== null && <Suggestions id={`mapping-found-${props.kind}`} found={found} typed={typed} />}
    </>
  );
}

/** Codes that are folded. Decided anew for other codes only: a row must not move while somebody types in it. */
function useFolded(rows: readonly MappingRow[]): ReadonlySet<string> {
  const isCovered = rows.some(({ state }) => state === 'default');
  return useMemo(() => foldedKeys(rows, FEW), [rows.map(({ key }) => key).join('\n'), isCovered]);
}

interface RowListProps extends MappingRowsProps {
  found: readonly FoundValue[];
  onTyping: (key: string) => void;
}

function RowList({ rows, ...props }: RowListProps) {
  const { t, format } = useI18n();
  const [limit, setLimit] = useState(AT_A_TIME);
  const rest = rows.length - limit;
  return (
    <>
      <ul>
        {rows.slice(0, limit).map((row) => (
          <Row key={row.key} row={row} {...props} />
        ))}
      </ul>
      {rest > 0 && (
        <Button small kind="quiet" testId="mapping-more" onClick={() => setLimit(limit + AT_A_TIME)}>
          {t('map.more', { count: format.number(rest) })}
        </Button>
      )}
    </>
  );
}

type RowProps = Omit<RowListProps, 'rows'> & { row: MappingRow };

function Row({ row, kind, draftModel, invalid, found, onTyping }: RowProps) {
  const { t } = useI18n();
  const { field, values } = MAPPING_PLANS[kind];
  const { key, name, value, isOwn } = row;
  const mapping = (draftModel.draft.form[field] ?? {}) as Readonly<Record<string, string>>;
  const put = (typed: string): void => draftModel.setField(field, { ...mapping, [key]: typed });
  const remove = (): void => {
    const { [key]: _removed, ...rest } = mapping;
    draftModel.setField(field, rest);
  };
  const code = cleanText(key, 60);
  return (
    <li class="mapping-row" data-testid="mapping-row" data-kind={kind} data-key={key} data-state={row.state}>
      <span class="mapping-key" title={name === '' ? code : `${code} – ${cleanText(name, 100)}`}>
        <span class="strong">{code}</span> <span class="muted">{cleanText(name, 60)}</span>
      </span>
      <span class="mapping-choice">
        <input
          data-testid="mapping-value"
          type="text"
          value={value}
          list={values === null ? undefined : `mapping-found-${kind}`}
          aria-label={t(`map.valueFor.${kind}`, { code })}
          aria-describedby={invalid ? `mapping-error-${kind}` : undefined}
          autocomplete="off"
          spellcheck={false}
          onFocus={() => onTyping(key)}
          onInput={(event) => put(event.currentTarget.value)}
          onChange={(event) => put(event.currentTarget.value)}
        />
        <MappingWord
          row={row}
          kind={kind}
          fallback={draftModel.text(MAPPING_PLANS[kind].fallback)}
          found={found}
        />
      </span>
      {isOwn ? (
        <Button kind="icon" small icon="trash" label={t('map.remove', { code })} onClick={remove} />
      ) : (
        <span />
      )}
    </li>
  );
}

interface WordProps {
  row: MappingRow;
  kind: MappingKind;
  fallback: string;
  found: readonly FoundValue[];
}

/** What happens with a code: nothing to say about one that has a known counterpart. */
function MappingWord({ row, kind, fallback, found }: WordProps) {
  const { t } = useI18n();
  switch (row.state) {
    case 'mapped':
      return isUnknown(found, row.value) ? <span class="field-warning">{t('map.unknown')}</span> : null;
    case 'default':
      return <span class="field-hint">{t(`map.word.${kind}`, { code: cleanText(fallback, 20) })}</span>;
    case 'unmapped':
      return <span class="mapping-unmapped">{t(`map.unmapped.${kind}`)}</span>;
  }
}

/** A code that is not in the list yet. */
function MappingAdd({ kind, onAdd }: { kind: MappingKind; onAdd: (key: string) => void }) {
  const { t } = useI18n();
  const [code, setCode] = useState('');
  const add = (): void => {
    const key = code.trim();
    if (key === '') return;
    onAdd(key);
    setCode('');
  };
  return (
    <div class="with-button">
      <input
        data-testid="mapping-new"
        data-kind={kind}
        type="text"
        value={code}
        aria-label={t(`map.new.${kind}`)}
        placeholder={t(`map.new.${kind}`)}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => setCode(event.currentTarget.value)}
        onChange={(event) => setCode(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') add();
        }}
      />
      <Button testId="mapping-add" about={t(`map.new.${kind}`)} disabled={code.trim() === ''} onClick={add}>
        {t('map.add')}
      </Button>
    </div>
  );
}
