export const STEPS = ['accountview', 'outsmart', 'administration', 'import', 'export', 'review'] as const;
export type StepId = (typeof STEPS)[number];

/**
 * What a page has typed and not yet saved (product §2, *Drafts*): the one thing a page writes itself.
 * Kept in IndexedDB; every field is as the control holds it, so a half-typed value survives too.
 */
export interface Draft {
  step: StepId;
  /** Steps left with *Volgende* at least once; import and export count as done from then on. */
  passed: StepId[];
  clientId: string;
  /** The form may be invalid while it is being typed: parsed with `settingsSchema` on save. */
  form: Record<string, unknown>;
  /** Amber preflight checks ticked, by check, with the finding they were ticked for. */
  accepted: Record<string, string>;
  /** Steps whose button has been enabled once: it stays so (product §2.1 point 1). */
  reached?: StepId[] | undefined;
  /** Put aside by the user while the connection runs on: the popup opens with the status. */
  closed?: boolean | undefined;
}

/** The secrets being typed; `storage.session` only, never on disk. */
export interface DraftSecrets {
  clientSecret: string;
  outsmartToken: string;
  outsmartSoftwareToken: string;
}
