import { AppError, toAppError } from '../kernel/app-error';
import type { Answer } from '../messaging/protocol';

export const DONE: Answer = { ok: true, value: null };

/** What went wrong, as an answer: code and values, never a sentence of a library. */
export function refused(error: unknown): Extract<Answer, { ok: false }> {
  const { code, params } = toAppError(error);
  return { ok: false, code, params };
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
