import { type Draft, STEPS } from '../settings/draft';
import type { Settings } from '../settings/schema';
import type { AppPorts } from './ports';

/** What the page keeps while someone types: the draft, and the secrets beside it (product §2, *Drafts*). */
const SESSION_DRAFT = 'draft';

/** A successful sign-in opens *OutSmart*, unless the person is already further on. */
export async function openOutSmartStep({ store, session }: AppPorts, clientId: string): Promise<void> {
  await store.write(['drafts'], async (tx) => {
    const drafts = tx.objectStore('drafts');
    const draft: Draft = (await drafts.get('draft')) ?? {
      step: 'accountview',
      passed: [],
      clientId,
      form: {},
      accepted: {},
    };
    if (draft.step === 'accountview') await drafts.put(pastAccountView(draft), 'draft');
  });
  const typed = record(await session.get(SESSION_DRAFT));
  if (typed?.['step'] === 'accountview') await session.set(SESSION_DRAFT, { ...typed, step: 'outsmart' });
}

function pastAccountView(draft: Draft): Draft {
  const passed = draft.passed.includes('accountview')
    ? draft.passed
    : [...draft.passed, 'accountview' as const];
  return { ...draft, step: 'outsmart', passed };
}

/** After a disconnect every step is filled from the settings in force, except secrets (product §7). */
export async function reopenDraft(
  { store, session }: AppPorts,
  clientId: string,
  settings: Settings | undefined,
): Promise<void> {
  await store.write(['drafts'], async (tx) => {
    const drafts = tx.objectStore('drafts');
    const draft = await drafts.get('draft');
    const filled: Partial<Draft> =
      settings === undefined ? {} : { form: { ...settings }, passed: [...STEPS], reached: [...STEPS] };
    await drafts.put(
      {
        form: {},
        passed: [],
        accepted: {},
        ...draft,
        ...filled,
        clientId,
        step: 'accountview',
        closed: false,
      },
      'draft',
    );
  });
  await session.remove(SESSION_DRAFT);
}

/** Typed secrets that are stored safely by now; the rest of what is being typed stays. */
export async function clearTypedSecrets({ session }: AppPorts, names: readonly string[]): Promise<void> {
  const typed = record(await session.get(SESSION_DRAFT));
  const secrets = record(typed?.['secrets']);
  if (typed === undefined || secrets === undefined) return;
  const cleared = Object.fromEntries(
    Object.entries(secrets).map(([name, value]) => [name, names.includes(name) ? '' : value]),
  );
  await session.set(SESSION_DRAFT, { ...typed, secrets: cleared });
}

/** Everything that was being typed is stored or given up. */
export function forgetTyped({ session }: AppPorts): Promise<void> {
  return session.remove(SESSION_DRAFT);
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}
