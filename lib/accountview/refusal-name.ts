import { AppError } from '../kernel/app-error';
import type { ProblemCode } from '../kernel/codes';

/**
 * What AccountView's own words say stands in the way of a document, for lack of numbers (accountview-api §7). Only
 * the name shown to a person depends on it: whether anything was made, and what is tried again, never does (ADR 15).
 */
const WORDS: readonly (readonly [RegExp, ProblemCode])[] = [
  [
    /\bperiode\b.*\b(afgesloten|gesloten|geblokkeerd)\b|\b(afgesloten|gesloten)e? periode\b/i,
    'PERIOD_CLOSED',
  ],
  [/\badministratie\b.*\bgearchiveerd\b/i, 'ADMINISTRATION_ARCHIVED'],
  [/\badministratie\b.*\b(geblokkeerd|vergrendeld)\b/i, 'ADMINISTRATION_LOCKED'],
];

/** The refusal under the name that a bookkeeper knows it by, or as it was. */
export function withRefusalName(error: AppError): AppError {
  if (error.code !== 'REFUSED_BY_ACCOUNTVIEW') return error;
  const { kind, side, applied, params, original, notBefore } = error;
  const name = WORDS.find(([words]) => words.test(original ?? ''))?.[1];
  return name === undefined
    ? error
    : new AppError(name, { kind, ...(side && { side }), applied, params, original, notBefore });
}
