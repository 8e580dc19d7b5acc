import { findReferenceField } from '../accountview/reference-field';
import { AppError } from '../kernel/app-error';
import { dutchDay } from '../kernel/clock';
import type { Settings } from '../settings/schema';
import { changeCompany, referenceIn, withReference } from '../store/company';
import type { AppPorts } from './ports';

type Ports = Pick<AppPorts, 'store' | 'clock' | 'accountView'>;

/**
 * Self-test of the reference (product §4, a and b): writes nothing at the service. The column that was found is the
 * company's from now on, for this kind of documents: a draft that is only looked at leaves the other kind's alone.
 * @throws AppError REFERENCE_NOT_STORED when none will do, or what the service answered
 */
export async function checkReferenceField(
  { store, clock, accountView }: Ports,
  { companyId, exportTarget, referencePrefix: prefix }: Settings,
): Promise<void> {
  const kind = exportTarget === 'journal' ? 'journal' : 'sales-order';
  const now = clock.now();
  const question = { companyId, prefix, kind, now, bookDate: dutchDay(now) } as const;
  const field = await findReferenceField(accountView, question);
  if (field === undefined)
    throw new AppError('REFERENCE_NOT_STORED', { kind: 'permanent', side: 'accountview' });
  await store.write(
    ['companies'],
    (tx) =>
      changeCompany(tx, companyId, (state) =>
        // Another column has to prove itself again (product §4, c).
        referenceIn(state, kind)?.field === field
          ? state
          : withReference(state, kind, { field, proven: false }),
      ),
    { strict: true },
  );
}
