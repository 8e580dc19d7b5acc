import type { ComponentChildren } from 'preact';
import type { Category } from '../../../lib/domain/category';
import { syncNow } from '../../page/actions';
import { useI18n, usePage } from '../../page/context';
import { Button } from '../../primitives/button';
import { CheckField } from '../../primitives/check-field';
import { ImportState } from '../../status/import-states';
import type { DraftModel } from '../draft-model';

interface CardProps {
  category: Category;
  draftModel: DraftModel;
  /** Its options can be seen: it is on, or one of them is wrong. */
  open: boolean;
  options: ComponentChildren;
  /** Stands there also while the category is off. */
  children: ComponentChildren;
}

/** One category: its switch, its options, what its last import did, and *Nu importeren*. */
export function ImportCard({ category, draftModel, open, options, children }: CardProps) {
  const { t } = useI18n();
  const imports = draftModel.draft.form['imports'] as Readonly<Record<Category, boolean>>;
  const name = t(`category.${category}`);
  return (
    <section class="option-card" aria-label={name}>
      <CheckField
        id={`import-${category}`}
        testId={`import-${category}`}
        asSwitch
        label={name}
        hint={t(`imp.${category}.hint`)}
        checked={imports[category]}
        onChange={(checked) => draftModel.setField('imports', { ...imports, [category]: checked })}
      />
      {children}
      {open && options !== null && (
        <div class="option-card-body" role="group" aria-label={t('imp.options', { category: name })}>
          {options}
        </div>
      )}
      <CardFoot category={category} draftModel={draftModel} />
    </section>
  );
}

function CardFoot({ category, draftModel }: { category: Category; draftModel: DraftModel }) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const { connection, settings } = draftModel.snapshot;
  const canImport = connection.connected && connection.saved && settings?.imports[category] === true;
  const name = t(`category.${category}`);
  return (
    <div class="option-card-foot">
      <ImportState category={category} />
      <Button
        small
        icon="sync"
        testId={`import-now-${category}`}
        title={canImport ? t('imp.nowOf', { category: name }) : t('imp.nowLater')}
        about={name}
        disabled={!canImport}
        busy={state.busy.has(`sync-now:${category}`)}
        onClick={() => void syncNow(model, category)}
      >
        {t('imp.now')}
      </Button>
    </div>
  );
}
