import { useState } from 'preact/hooks';
import { useI18n } from '../page/context';
import { Button } from '../primitives/button';
import type { DraftModel } from './draft-model';

/** Which article each hour type is invoiced with, where their codes differ. */
export function HourMapping({ draftModel, error }: { draftModel: DraftModel; error: string | undefined }) {
  const { t } = useI18n();
  const [code, setCode] = useState('');
  const mapping = (draftModel.draft.form['hourArticles'] ?? {}) as Readonly<Record<string, string>>;
  const put = (key: string, value: string): void =>
    draftModel.setField('hourArticles', { ...mapping, [key]: value });
  const remove = (key: string): void => {
    const { [key]: _removed, ...rest } = mapping;
    draftModel.setField('hourArticles', rest);
  };
  const add = (): void => {
    const key = code.trim();
    if (key === '') return;
    if (!Object.hasOwn(mapping, key)) put(key, '');
    setCode('');
  };
  return (
    <div class="mapping" role="group" aria-labelledby="mapping-title">
      <p class="mapping-title" id="mapping-title">
        {t('exp.mapping')}
      </p>
      <p class="field-hint">{t('exp.mappingHint')}</p>
      {error !== undefined && (
        <p class="field-error" id="mapping-error">
          {error}
        </p>
      )}
      <ul>
        {Object.entries(mapping).map(([key, value]) => (
          <li key={key} class="mapping-row" data-testid="mapping-row" data-kind="hour" data-key={key}>
            <span class="ellipsis" title={key}>
              {key}
            </span>
            <input
              data-testid="mapping-value"
              type="text"
              value={value}
              aria-label={t('exp.mappingArticleFor', { code: key })}
              aria-describedby={error === undefined ? undefined : 'mapping-error'}
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => put(key, event.currentTarget.value)}
              onChange={(event) => put(key, event.currentTarget.value)}
            />
            <Button
              kind="icon"
              small
              icon="trash"
              label={t('exp.mappingRemove', { code: key })}
              onClick={() => remove(key)}
            />
          </li>
        ))}
      </ul>
      <div class="with-button">
        <input
          data-testid="mapping-new"
          type="text"
          value={code}
          aria-label={t('exp.mappingHourType')}
          placeholder={t('exp.mappingHourType')}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setCode(event.currentTarget.value)}
          onChange={(event) => setCode(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') add();
          }}
        />
        <Button testId="mapping-add" disabled={code.trim() === ''} onClick={add}>
          {t('exp.mappingAdd')}
        </Button>
      </div>
    </div>
  );
}
