import { describe, expect, it } from 'vitest';
import { NO_LISTS } from '../../../components/page/page-lists';
import { emptySnapshot, NO_SECRETS, type PageState } from '../../../components/page/page-model';
import { wantsSettings } from '../../../components/page/wants-settings';
import { type Connection, NO_CONNECTION } from '../../../lib/domain/connection';
import type { Draft } from '../../../lib/settings/draft';
import { defaultSettings } from '../../../lib/settings/defaults';

const draft: Draft = { step: 'import', passed: [], clientId: '', form: {}, accepted: {} };
const settings = defaultSettings('2026-11-22');

function aState(change: Partial<PageState>, connection: Partial<Connection> = {}, saved = true): PageState {
  const snapshot = {
    ...emptySnapshot(),
    settings: saved ? settings : null,
    connection: { ...NO_CONNECTION, ...connection },
  };
  return {
    loaded: true,
    snapshot,
    ...NO_LISTS,
    draft: null,
    secrets: NO_SECRETS,
    view: null,
    busy: new Set(),
    notice: null,
    ...change,
  };
}

const RUNNING = { connected: true, saved: true };

describe('wantsSettings', () => {
  it.each([
    ['nothing was ever saved', aState({}, {}, false), true],
    ['it runs', aState({}, RUNNING), false],
    ['it runs and something was being typed', aState({ draft }, RUNNING), true],
    ['it runs and the form was put aside', aState({ draft: { ...draft, closed: true } }, RUNNING), false],
    ['it was disconnected', aState({}, {}), false],
    ['it was disconnected while something was being typed', aState({ draft }, {}), false],
    ['it is being reconnected', aState({ draft }, { reconnecting: true }), true],
    ['it was reconnected but not saved', aState({}, { connected: true }), true],
    ['the user asked for the status', aState({ draft, view: 'status' }, RUNNING), false],
    ['the user asked for the settings', aState({ view: 'settings' }, RUNNING), true],
  ])('decides when %s', (_name, state, expected) => {
    expect(wantsSettings(state)).toBe(expected);
  });
});
