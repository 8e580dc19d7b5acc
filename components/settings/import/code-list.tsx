import { useMemo } from 'preact/hooks';
import type { FoundKind, FoundValue } from '../../../lib/domain/approval';
import type { I18n } from '../../../lib/i18n/i18n';
import { type CodeListField, readCodes, writeCodes } from '../../../lib/settings/form';
import { useI18n, usePage } from '../../page/context';
import { cleanText } from '../../primitives/clean-text';
import { TextField } from '../../primitives/field';
import { nameOfFound, useFoundValues } from '../found';
import { type OptionProps, useTextOption } from '../options';

interface CodeListProps extends OptionProps {
  field: CodeListField;
  id: string;
  label: string;
  kind: FoundKind;
  /** An empty list is not "all of them". */
  required?: boolean;
}

/** Ticks that are drawn; the others can be typed. */
const SHOWN = 200;

/** A list of codes: typed with commas between them, or ticked where AccountView has told which ones there are. */
export function CodeList({ field, id, label, kind, required = false, ...props }: CodeListProps) {
  const { state } = usePage();
  const i18n = useI18n();
  const { t } = i18n;
  const { draftModel } = props;
  const value = draftModel.draft.form[field];
  const chosen = Array.isArray(value) ? value.map(String) : readCodes(writeCodes(value));
  const found = useFoundValues(kind, draftModel);
  const looking = state.busy.has(`discover:${draftModel.text('companyId')}`);
  const unknown = unknownCodes(chosen, found);
  return (
    <div class="code-list" role="group" aria-label={label}>
      <TextField
        {...useTextOption(props)(field, id)}
        value={writeCodes(value)}
        label={label}
        hint={t(required ? 'imp.codesSome' : 'imp.codesAll')}
      />
      {unknown.length > 0 && (
        <p class="field-warning" role="status">
          {t('imp.codesUnknown', { codes: cleanText(unknown.join(', '), 200) })}
        </p>
      )}
      <Ticks
        id={id}
        found={found}
        looking={looking}
        chosen={chosen}
        i18n={i18n}
        onChange={(codes) => draftModel.setField(field, codes)}
      />
    </div>
  );
}

/** Codes that nobody has seen in AccountView; only said when something was found there at all. */
function unknownCodes(chosen: readonly string[], found: readonly FoundValue[]): string[] {
  if (found.length === 0) return [];
  const known = new Set(found.map(({ code }) => code));
  return chosen.filter((code) => !known.has(code));
}

interface TicksProps {
  id: string;
  found: readonly FoundValue[];
  /** AccountView is being asked. */
  looking: boolean;
  chosen: readonly string[];
  i18n: I18n;
  onChange: (codes: string[]) => void;
}

/** Folded, and one line high from the start: nothing below moves when the answer comes. */
function Ticks({ id, found, looking, chosen, i18n, onChange }: TicksProps) {
  const { t, format } = i18n;
  const isWaiting = looking && found.length === 0;
  // Drawn again only when something in it changed: a run announces its progress four times a second.
  return useMemo(
    () =>
      found.length === 0 ? (
        <p class="ticks field-hint">{t(isWaiting ? 'imp.codesLooking' : 'imp.codesNone')}</p>
      ) : (
        <details class="ticks">
          <summary>{t('imp.codesFound', { count: format.number(found.length) })}</summary>
          <ul class="tick-rows" tabIndex={0} aria-label={t('imp.codesList')}>
            {found.slice(0, SHOWN).map((value, index) => (
              <Tick
                key={value.code}
                id={`${id}-${index}`}
                testId={`${id}-tick`}
                value={value}
                checked={chosen.includes(value.code)}
                onChange={(on) => onChange(ticked(chosen, value.code, on))}
              />
            ))}
          </ul>
          {found.length > SHOWN && (
            <p class="field-hint">{t('imp.codesMore', { count: format.number(found.length - SHOWN) })}</p>
          )}
        </details>
      ),
    [found, isWaiting, chosen.join('\n'), i18n],
  );
}

interface TickProps {
  id: string;
  testId: string;
  value: FoundValue;
  checked: boolean;
  onChange: (on: boolean) => void;
}

function Tick({ id, testId, value, checked, onChange }: TickProps) {
  return (
    <li class="tick">
      <input
        id={id}
        class="checkbox"
        type="checkbox"
        data-testid={testId}
        data-code={value.code}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>{nameOfFound(value)}</label>
    </li>
  );
}

function ticked(chosen: readonly string[], code: string, on: boolean): string[] {
  return on ? [...chosen, code] : chosen.filter((one) => one !== code);
}
