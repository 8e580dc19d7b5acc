import { CATEGORIES } from '../domain/category';
import type { LogCode } from '../kernel/codes';
import type { LogParams } from '../domain/log-row';
import { settingsSchema } from '../settings/schema';
import { z } from '../zod';

/** A command's answer: expected outcomes are values, never exceptions across the boundary. */
export type Answer<T = null> = { ok: true; value: T } | { ok: false; code: LogCode; params: LogParams };

/** Shape of each command's input; the background parses every message with it (reliability §2.8). */
export const COMMANDS = {
  /** Wakes the worker and finishes whatever is open. */
  kick: z.object({}),
  /** Starts the OAuth flow in the background. Empty secret: the stored one, or the build's. */
  'sign-in': z.object({ clientId: z.string(), clientSecret: z.string(), withoutPkce: z.boolean() }),
  /** Tests the tokens and stores them when they are good. Empty: the stored ones. */
  'outsmart-test': z.object({ token: z.string(), softwareToken: z.string() }),
  'load-companies': z.object({}),
  /** Reads the fiscal years of a company. */
  'load-years': z.object({ companyId: z.string() }),
  preflight: z.object({ settings: settingsSchema }),
  /** Refused while a check is red or an amber one is not accepted (`accepted`: check → finding). */
  save: z.object({ settings: settingsSchema, accepted: z.record(z.string(), z.string()) }),
  /** What an import with these settings would do; goes on when the page closes. */
  preview: z.object({ settings: settingsSchema, category: z.nullable(z.enum(CATEGORIES)) }),
  /** The answer to a category that waits. */
  approve: z.object({ category: z.enum(CATEGORIES), yes: z.boolean() }),
  /** Tables and codes that only this company's dictionary and rows can tell. */
  discover: z.object({ companyId: z.string() }),
  'sync-now': z.object({ category: z.nullable(z.enum(CATEGORIES)), everything: z.boolean() }),
  'sync-stop': z.object({}),
  pause: z.object({ paused: z.boolean() }),
  disconnect: z.object({ wipeHistory: z.boolean() }),
  /** Reopens the stepper after a disconnect. */
  connect: z.object({}),
  /** `workOrderIds: null` releases all; `floodLimit` raises the limit in the same click. */
  'release-held': z.object({
    workOrderIds: z.nullable(z.array(z.string())),
    floodLimit: z.nullable(z.int()),
  }),
  'ignore-held': z.object({ workOrderId: z.string() }),
  /** Exports what waits for a hand (`trigger: 'by-hand'`); null: all of it. */
  'export-now': z.object({ workOrderIds: z.nullable(z.array(z.string())) }),
  /** *Overnemen*: a work order that another browser claimed and left. */
  'take-over': z.object({ workOrderId: z.string() }),
  /** Tries problems of the export again at once; null: all of them. */
  'retry-problems': z.object({ workOrderIds: z.nullable(z.array(z.string())) }),
  /** A person's yes to cutting texts, or to another date (ISO day) for the document. */
  'fix-problem': z.object({ workOrderId: z.string(), fix: z.enum(['shorten', 'date']), date: z.string() }),
  'ignore-problem': z.object({ workOrderId: z.string(), reason: z.string() }),
  /** *Toch exporteren*: an ignored work order is taken up again. */
  unignore: z.object({ workOrderId: z.string() }),
  /** The notice of a new fiscal year has been seen. */
  'year-seen': z.object({ year: z.string() }),
  /** A decision about a locked export; `document` names the one that is kept. */
  unlock: z.object({ decision: z.enum(['recount', 'keep', 'restore', 'go-on']), document: z.string() }),
  'set-language': z.object({ language: z.enum(['auto', 'nl', 'en']) }),
} as const;

export type CommandName = keyof typeof COMMANDS;
export type CommandInput<N extends CommandName> = z.infer<(typeof COMMANDS)[N]>;

/** What each command answers with. */
export interface CommandResults {
  kick: null;
  'sign-in': null;
  'outsmart-test': null;
  'load-companies': null;
  'load-years': null;
  preflight: null;
  save: null;
  preview: null;
  approve: null;
  discover: null;
  'sync-now': { started: boolean };
  'sync-stop': null;
  pause: null;
  disconnect: null;
  connect: null;
  'release-held': { released: number };
  'ignore-held': null;
  'export-now': { released: number };
  'take-over': null;
  'retry-problems': null;
  'fix-problem': null;
  'ignore-problem': null;
  unignore: null;
  'year-seen': null;
  unlock: null;
  'set-language': null;
}

export type CommandHandlers = {
  [N in CommandName]: (input: CommandInput<N>) => Promise<Answer<CommandResults[N]>>;
};

export { CHANGES_CHANNEL, type Change, type ChangeTopic } from './changes';
