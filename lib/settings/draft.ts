import { z } from '../zod';
import { settingsSchema } from './schema';

export const STEPS = ['accountview', 'outsmart', 'administration', 'import', 'export', 'review'] as const;
export type StepId = (typeof STEPS)[number];

/**
 * What a page has typed and not yet saved (product §2, *Drafts*): the one thing a page writes itself.
 * Kept in IndexedDB; every field is as the control holds it, so a half-typed value survives too.
 */
export const draftSchema = z.object({
  step: z.enum(STEPS),
  /** Steps left with *Volgende* at least once; import and export count as done from then on. */
  passed: z.array(z.enum(STEPS)),
  clientId: z.string(),
  /** The form may be invalid while it is being typed: parsed with `settingsSchema` on save. */
  form: z.record(z.string(), z.unknown()),
  /** Amber preflight checks ticked, by check, with the finding they were ticked for. */
  accepted: z.record(z.string(), z.string()),
  /** Steps whose button has been enabled once: it stays so (product §2.1 point 1). */
  reached: z.optional(z.array(z.enum(STEPS))),
  /** Put aside by the user while the connection runs on: the popup opens with the status. */
  closed: z.optional(z.boolean()),
});
export type Draft = z.infer<typeof draftSchema>;

/** The secrets being typed; `storage.session` only, never on disk. */
export const draftSecretsSchema = z.object({
  clientSecret: z.string(),
  outsmartToken: z.string(),
  outsmartSoftwareToken: z.string(),
});
export type DraftSecrets = z.infer<typeof draftSecretsSchema>;

export { settingsSchema };
