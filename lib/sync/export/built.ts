import type { ProblemCode } from '../../kernel/codes';
import type { LogParams } from '../../domain/log-row';

/** A named reason why no document can be made. */
export interface Problem {
  code: ProblemCode;
  params: LogParams;
}
export type Built<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export function refuse(code: ProblemCode, params: LogParams = {}): { ok: false; problem: Problem } {
  return { ok: false, problem: { code, params } };
}
