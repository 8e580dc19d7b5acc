import { AppError, reasonOf, toAppError } from '../kernel/app-error';
import type { Answer } from '../messaging/protocol';

export const DONE: Answer = { ok: true, value: null };

export type Refusal = Extract<Answer, { ok: false }>;

/** What went wrong, as an answer: code and values, never a sentence of a library. */
export function refused(error: unknown): Refusal {
  return { ok: false, ...reasonOf(toAppError(error)) };
}

/** Runs a command; a failure we know is an answer, anything else is ours to mend and goes on as it is. */
export async function answering(work: () => Promise<void>): Promise<Answer> {
  try {
    await work();
    return DONE;
  } catch (error) {
    if (error instanceof AppError) return refused(error);
    throw error;
  }
}

/** Runs a command whose failure, whatever it is, is kept for the page that asks next: the one that asked may be gone. */
export async function keeping(
  work: () => Promise<void>,
  keep: (refusal: Refusal) => Promise<void>,
): Promise<Answer> {
  try {
    await work();
    return DONE;
  } catch (error) {
    const refusal = refused(error);
    await keep(refusal);
    return refusal;
  }
}
