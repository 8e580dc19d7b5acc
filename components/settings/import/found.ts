import { useEffect } from 'preact/hooks';
import type { Snapshot } from '../../../lib/domain/snapshot';
import { usePage } from '../../page/context';

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
