import type { Snapshot } from './snapshot';
import { NO_PREFLIGHT } from './preflight';

/** What the background found out while the connection was being set up: the stored half of the snapshot's answers. */
export interface SetupState extends Pick<
  Snapshot,
  | 'companyName'
  | 'companies'
  | 'companiesError'
  | 'administrations'
  | 'signInError'
  | 'preflight'
  | 'foundFor'
> {
  /** The disconnect that is under way also clears the history (a worker that dies in it goes on with it). */
  wipeHistory: boolean;
}

export const NO_SETUP: SetupState = {
  companyName: '',
  companies: null,
  companiesError: null,
  administrations: null,
  signInError: null,
  preflight: NO_PREFLIGHT,
  foundFor: '',
  wipeHistory: false,
};
