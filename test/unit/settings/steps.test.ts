import { describe, expect, it } from 'vitest';
import { emptySnapshot } from '../../../components/page/page-model';
import { NO_CONNECTION } from '../../../lib/domain/connection';
import type { Connection } from '../../../lib/domain/connection';
import type { Snapshot } from '../../../lib/domain/snapshot';
import type { Draft } from '../../../lib/settings/draft';
import { defaultSettings } from '../../../lib/settings/defaults';
import { firstOpenStep, reachedSteps, signedInBetween, stepStates } from '../../../lib/settings/steps';

const SETTINGS = { ...defaultSettings('2026-11-22'), companyId: 'c1' };

function aSnapshot(change: Partial<Snapshot> = {}, connection: Partial<Connection> = {}): Snapshot {
  return { ...emptySnapshot(), ...change, connection: { ...NO_CONNECTION, ...connection } };
}

function aDraft(change: Partial<Draft> = {}): Draft {
  return {
    step: 'accountview',
    passed: [],
    clientId: '',
    form: { ...defaultSettings('2026-11-22') },
    accepted: {},
    ...change,
  };
}

const SIGNED_IN = {
  connected: true,
  has: { accountViewTokens: true, clientSecret: true, outsmartTokens: false },
};
const BOTH = { connected: true, has: { accountViewTokens: true, clientSecret: true, outsmartTokens: true } };
const COMPANIES = [{ id: 'c1', code: 'A', name: 'Een' }];

describe('stepStates', () => {
  it('counts the review as done as long as the form means what is saved', () => {
    const settings = { ...SETTINGS, relationGroups: ['A', 'B'] };
    const state = (form: object) =>
      stepStates(
        aSnapshot({ settings }, { ...BOTH, saved: true }),
        aDraft({ form: { ...settings, ...form } }),
      ).review;

    expect(state({ relationGroups: 'A,B' })).toBe('done');
    expect(state({ relationGroups: 'A' })).toBe('todo');
    expect(state({ hourUnit: '' })).toBe('todo');
  });

  it('opens only the first step when nothing is known', () => {
    const states = stepStates(aSnapshot(), aDraft());

    expect(states).toEqual({
      accountview: 'todo',
      outsmart: 'locked',
      administration: 'locked',
      import: 'locked',
      export: 'locked',
      review: 'locked',
    });
  });

  it('opens OutSmart when AccountView is signed in, and nothing further', () => {
    const states = stepStates(aSnapshot({}, SIGNED_IN), aDraft());

    expect(states).toMatchObject({ accountview: 'done', outsmart: 'todo', administration: 'locked' });
  });

  it('counts a company as chosen only when the list or the saved settings know it', () => {
    const chosen = aDraft({ form: { companyId: 'c1' } });

    expect(stepStates(aSnapshot({ companies: [] }, BOTH), chosen).administration).toBe('todo');
    expect(stepStates(aSnapshot({ companies: COMPANIES }, BOTH), chosen).administration).toBe('done');
    expect(stepStates(aSnapshot({ companies: [], settings: SETTINGS }, BOTH), chosen).administration).toBe(
      'done',
    );
  });

  it('counts import and export as done when they were left with Volgende', () => {
    const draft = aDraft({ form: { companyId: 'c1' }, passed: ['import'] });

    const states = stepStates(aSnapshot({ companies: COMPANIES }, BOTH), draft);

    expect(states).toMatchObject({ import: 'done', export: 'todo', review: 'locked' });
  });

  it('keeps a step open that was open once when a step before it is undone', () => {
    const snapshot = aSnapshot({}, { ...SIGNED_IN, signinNeeded: 'accountview' });

    const states = stepStates(snapshot, aDraft({ reached: ['accountview', 'outsmart'] }));

    expect(states).toMatchObject({ accountview: 'todo', outsmart: 'todo', administration: 'locked' });
  });

  it('opens every step when the settings have been saved', () => {
    const snapshot = aSnapshot({ settings: SETTINGS }, { ...BOTH, saved: true, signinNeeded: 'outsmart' });

    const states = stepStates(snapshot, aDraft({ form: { ...SETTINGS } }));

    expect(Object.values(states)).not.toContain('locked');
    expect(states).toMatchObject({ outsmart: 'todo', review: 'done' });
  });

  it('asks for a new review when the form differs from what is saved', () => {
    const snapshot = aSnapshot({ settings: SETTINGS }, { ...BOTH, saved: true });

    expect(stepStates(snapshot, aDraft({ form: { ...SETTINGS, floodLimit: 3 } })).review).toBe('todo');
  });

  it('opens the review after reconnecting as soon as both sides are signed in', () => {
    const draft = aDraft({ form: { ...SETTINGS } });

    expect(stepStates(aSnapshot({ settings: SETTINGS }, SIGNED_IN), draft).review).toBe('locked');
    expect(stepStates(aSnapshot({ settings: SETTINGS }, BOTH), draft).review).toBe('todo');
  });
});

describe('firstOpenStep', () => {
  it('is the first step that still needs something', () => {
    expect(firstOpenStep(stepStates(aSnapshot(), aDraft()))).toBe('accountview');
    expect(firstOpenStep(stepStates(aSnapshot({ companies: COMPANIES }, BOTH), aDraft()))).toBe(
      'administration',
    );
  });
});

describe('reachedSteps', () => {
  it('names what is not locked', () => {
    expect(reachedSteps(stepStates(aSnapshot({}, SIGNED_IN), aDraft()))).toEqual(['accountview', 'outsmart']);
  });
});

describe('signedInBetween', () => {
  const out = aSnapshot();
  const busy = aSnapshot({}, { signingIn: true });
  const signedIn = aSnapshot({}, SIGNED_IN);

  it('is true when tokens appeared', () => {
    expect(signedInBetween(out, signedIn)).toBe(true);
    expect(signedInBetween(busy, signedIn)).toBe(true);
  });

  it('is true when someone who was signed in went through the flow again', () => {
    expect(signedInBetween(aSnapshot({}, { ...SIGNED_IN, signingIn: true }), signedIn)).toBe(true);
  });

  it('is false while the flow is on, when it failed, and when nothing changed', () => {
    const failed = aSnapshot({ signInError: { code: 'SIGNIN_CANCELLED', params: {}, at: 1 } }, SIGNED_IN);

    expect(signedInBetween(out, busy)).toBe(false);
    expect(signedInBetween(aSnapshot({}, { ...SIGNED_IN, signingIn: true }), failed)).toBe(false);
    expect(signedInBetween(signedIn, signedIn)).toBe(false);
  });
});
