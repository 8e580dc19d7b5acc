import { useMemo } from 'preact/hooks';
import type { Snapshot } from '../../lib/domain/snapshot';
import { canonicalJson } from '../../lib/kernel/hash';
import { dutchDay } from '../../lib/kernel/clock';
import { type Draft, type DraftSecrets, type StepId, STEPS } from '../../lib/settings/draft';
import { type FieldName, type Form, parseForm, type ParsedForm } from '../../lib/settings/form';
import { defaultSettings } from '../../lib/settings/defaults';
import type { Settings } from '../../lib/settings/schema';
import { firstOpenStep, reachedSteps, type StepStates, stepStates } from '../../lib/settings/steps';
import { z } from '../../lib/zod';
import { usePage } from '../page/context';
import { NO_SECRETS, type PageModel, type PageState } from '../page/page-model';

/** The stepper's form as one step works with it. */
export interface DraftModel {
  draft: Draft;
  secrets: DraftSecrets;
  snapshot: Snapshot;
  states: StepStates;
  parsed: ParsedForm;
  edit(change: Partial<Draft>): void;
  setField(field: FieldName, value: unknown): void;
  setSecret(name: keyof DraftSecrets, value: string): void;
  /** Text of a field, whatever it holds. */
  text(field: FieldName): string;
  openStep(step: StepId): void;
}

/**
 * The form as it is, or what a new one starts with: the saved settings, else the defaults. A draft of an earlier
 * version gets what it lacks from these.
 */
export function draftOf({ draft, snapshot }: PageState, now: number): Draft {
  const base = snapshot.settings ?? defaultSettings(dutchDay(now));
  if (draft !== null) return { ...draft, form: completeForm(base, draft.form) };
  const fresh: Draft = {
    step: 'accountview',
    passed: [],
    clientId: snapshot.connection.clientId === '' ? snapshot.presetClientId : snapshot.connection.clientId,
    form: base,
    accepted: {},
  };
  return { ...fresh, step: firstOpenStep(stepStates(snapshot, fresh)) };
}

function completeForm(base: Settings, form: Form): Record<string, unknown> {
  return {
    ...base,
    ...form,
    imports: { ...base.imports, ...asObject(form['imports']) },
    leads: { ...base.leads, ...asObject(form['leads']) },
  };
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

export function useDraft(): DraftModel {
  const { model, state } = usePage();
  return useMemo(() => createDraftModel(model, state), [model, state]);
}

function createDraftModel(model: PageModel, state: PageState): DraftModel {
  const { snapshot, secrets } = state;
  const now = model.ports.now();
  const draft = draftOf(state, now);
  /** Always from the newest state: several fields may change before the page is drawn again. */
  const edit = (change: (current: Draft) => Partial<Draft>, nextSecrets?: DraftSecrets): void => {
    const current = draftOf(model.get(), now);
    const next: Draft = { ...current, closed: false, ...change(current) };
    const reached = reachedSteps(stepStates(model.get().snapshot, next));
    model.setDraft({ ...next, reached }, nextSecrets ?? model.get().secrets);
  };
  return {
    draft,
    secrets,
    snapshot,
    states: stepStates(snapshot, draft),
    parsed: parseForm(draft.form),
    edit: (change) => edit(() => change),
    setField: (field, value) => edit((current) => ({ form: { ...current.form, [field]: value } })),
    setSecret: (name, value) => edit(() => ({}), { ...model.get().secrets, [name]: value }),
    text: (field) => asText(draft.form[field]),
    openStep: (step) => edit((current) => ({ step, passed: withPassed(current, step) })),
  };
}

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Going on past a step counts as having seen it. */
function withPassed({ step, passed }: Draft, next: StepId): StepId[] {
  const goesOn = STEPS.indexOf(next) > STEPS.indexOf(step);
  return goesOn && !passed.includes(step) ? [...passed, step] : passed;
}

/** Nothing in the form differs from what is saved. */
export function isUnchanged(draft: Draft, snapshot: Snapshot): boolean {
  const parsed = parseForm(draft.form);
  const saved = parseForm(snapshot.settings ?? {});
  return parsed.ok && saved.ok && canonicalJson(parsed.settings) === canonicalJson(saved.settings);
}

const stored = z.object({
  secrets: z.object({
    clientSecret: z.string(),
    outsmartToken: z.string(),
    outsmartSoftwareToken: z.string(),
  }),
});

/** Secrets typed earlier in this browser session; after a restart there are none. */
export function readSecrets(value: unknown): DraftSecrets {
  const parsed = stored.safeParse(value);
  return parsed.success ? parsed.data.secrets : NO_SECRETS;
}
