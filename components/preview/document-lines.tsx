import type { PreviewDocument, PreviewLine } from '../../lib/domain/preview';
import type { I18n } from '../../lib/i18n/i18n';
import { cleanText } from '../primitives/clean-text';

interface DocumentLinesProps {
  lines: readonly PreviewLine[];
  kind: PreviewDocument['kind'];
  /** Of the work order. */
  number: string;
  i18n: I18n;
}

/** The lines of a document; what is wider than the popup scrolls by itself. */
export function DocumentLines({ lines, kind, number, i18n }: DocumentLinesProps) {
  const { t } = i18n;
  const isPage = kind === 'journal';
  const name = t('documents.lines', { number });
  return (
    <div class="document-lines" tabIndex={0} role="region" aria-label={name}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('documents.article')}</th>
            <th scope="col" class="number">
              {t('documents.quantity')}
            </th>
            <th scope="col" class="number">
              {t('documents.price')}
            </th>
            <th scope="col" class="number">
              {t('documents.lineTotal')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <Line key={index} line={line} isPage={isPage} i18n={i18n} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ line, isPage, i18n }: { line: PreviewLine; isPage: boolean; i18n: I18n }) {
  const { t, format } = i18n;
  return (
    <tr data-testid="document-line">
      <td>
        <span class="strong">{cleanText(line.article, 40)}</span> {cleanText(line.description, 200)}
        {isPage && (
          <span class="document-books">
            {t('documents.account')} {cleanText(line.account ?? '', 20)} · {t('documents.vatCode')}{' '}
            {cleanText(line.vatCode ?? '', 10)}
          </span>
        )}
      </td>
      <td class="number">{format.amount(line.quantity)}</td>
      <td class="number">{format.amount(line.unitPrice)}</td>
      <td class="number">{format.amount(line.total)}</td>
    </tr>
  );
}
