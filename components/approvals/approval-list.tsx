import '../styles/approvals.css';
import { useState } from 'preact/hooks';
import type { Approval } from '../../lib/domain/approval';
import { CATEGORIES, type Category } from '../../lib/domain/category';
import type { Catalog } from '../../lib/i18n/i18n';
import type { Language } from '../../lib/i18n/language';
import { loadPreviewTexts } from '../../lib/i18n/load';
import { useI18n, usePage } from '../page/context';
import { WithTexts } from '../page/with-texts';
import { CategoryPreview } from '../preview/category-preview';
import { Button } from '../primitives/button';

/** One card for each category that waits. */
export function ApprovalList() {
  return (
    <WithTexts load={loadOwnTexts}>
      <Cards />
    </WithTexts>
  );
}

const loadOwnTexts = (language: Language): Promise<Catalog>[] => [loadPreviewTexts(language)];

function Cards() {
  const { state } = usePage();
  const { t } = useI18n();
  const [shown, setShown] = useState<Category | null>(null);
  const { approvals } = state.snapshot;
  const asked = CATEGORIES.flatMap((category) => {
    const approval = approvals[category];
    return approval?.state === 'asked' ? [{ category, approval }] : [];
  });
  return (
    <div class="approvals">
      <p class="visually-hidden" role="status">
        {asked
          .map(({ category, approval }) =>
            t(`approval.${approval.reason}`, { category: t(`category.${category}`) }),
          )
          .join('. ')}
      </p>
      {asked.map(({ category, approval }) => (
        <ApprovalCard
          key={category}
          category={category}
          approval={approval}
          shown={shown === category}
          onShow={(show) => setShown(show ? category : null)}
        />
      ))}
      <p class="muted">{t('approval.others')}</p>
    </div>
  );
}

interface CardProps {
  category: Category;
  approval: Approval;
  /** Its preview is unfolded. */
  shown: boolean;
  onShow: (shown: boolean) => void;
}

function ApprovalCard({ category, approval, shown, onShow }: CardProps) {
  const { t, format } = useI18n();
  const { reason, counts } = approval;
  const name = t(`category.${category}`);
  return (
    <section
      class="approval"
      aria-label={t(`approval.${reason}`, { category: name })}
      data-testid="approval"
      data-category={category}
      data-reason={reason}
    >
      <h2>{t(`approval.${reason}`, { category: name })}</h2>
      <p>{t(`approval.${reason}.text`)}</p>
      <p class="strong">
        {t('approval.counts', {
          new: format.number(counts.new),
          changed: format.number(counts.changed),
          unchanged: format.number(counts.unchanged),
          aside: format.number(counts.setAside),
        })}
      </p>
      <Answers category={category} name={name} shown={shown} onShow={onShow} />
      {shown && <CategoryPreview category={category} approval={approval} />}
    </section>
  );
}

function Answers({ category, name, shown, onShow }: Omit<CardProps, 'approval'> & { name: string }) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const answer = (yes: boolean): void =>
    void model.command('approve', { category, yes }, { key: `approve:${category}:${yes}` });
  return (
    <div class="approval-actions">
      <Button small testId="approval-show" about={name} expanded={shown} onClick={() => onShow(!shown)}>
        {t(shown ? 'approval.hide' : 'approval.show')}
      </Button>
      <Button
        small
        kind="primary"
        testId="approval-yes"
        about={name}
        busy={state.busy.has(`approve:${category}:true`)}
        onClick={() => answer(true)}
      >
        {t('approval.yes')}
      </Button>
      <Button
        small
        testId="approval-no"
        about={name}
        busy={state.busy.has(`approve:${category}:false`)}
        onClick={() => answer(false)}
      >
        {t('approval.no')}
      </Button>
    </div>
  );
}
