import { useEffect } from 'preact/hooks';
import type { FoundKind, FoundValue } from '../../lib/domain/approval';
import type { Snapshot } from '../../lib/domain/snapshot';
import { usePage } from '../page/context';
import { cleanText } from '../primitives/clean-text';
import type { DraftModel } from './draft-model';

/** What AccountView has told of a company; undefined while that is of another one. */
export function foundIn(
  { found, objects, foundFor }: Snapshot,
  companyId: string,
): Pick<Snapshot, 'found' | 'objects'> | undefined {
  return foundFor === companyId ? { found, objects } : undefined;
}

/** Asks AccountView once for what this company has, when the step that shows it is opened. */
export function useDiscovery(companyId: string): void {
  const { model } = usePage();
  useEffect(() => {
    if (companyId !== '')
      void model.command('discover', { companyId }, { key: `discover:${companyId}`, quiet: true });
  }, [companyId]);
}

/** Codes of one kind that AccountView or OutSmart has told of; empty while nothing is known. */
export function useFoundValues(kind: FoundKind, draftModel: DraftModel): readonly FoundValue[] {
  const { state } = usePage();
  return foundIn(state.snapshot, draftModel.text('companyId'))?.found[kind] ?? NOTHING;
}

const NOTHING: readonly FoundValue[] = [];

/** `code – name`, or the code alone where the name says no more. */
export function nameOfFound({ code, name }: FoundValue): string {
  return cleanText(name === '' || name === code ? code : `${code} – ${name}`, 100);
}
