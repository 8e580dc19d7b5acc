import { AppError } from '../kernel/app-error';
import type { SessionArea } from '../platform/session';
import { z } from '../zod';

const KEY = 'pending-sign-in';
const MAX_AGE_MS = 10 * 60_000;

const pendingSchema = z.object({
  state: z.string(),
  verifier: z.string(),
  /** Milliseconds since the epoch. */
  startedAt: z.number(),
  clientId: z.string(),
  withoutPkce: z.boolean(),
});
export type PendingSignIn = z.infer<typeof pendingSchema>;

/** Stored before the window opens: a code that comes back without it is refused. */
export function putPending(session: SessionArea, pending: PendingSignIn): Promise<void> {
  return session.set(KEY, pending);
}

/**
 * Takes the sign-in that is under way; it can be taken once.
 * @throws AppError SIGNIN_STATE when there is none, or it is older than ten minutes
 */
export async function takePending(session: SessionArea, now: number): Promise<PendingSignIn> {
  const parsed = pendingSchema.safeParse(await session.get(KEY));
  await session.remove(KEY);
  const age = parsed.success ? now - parsed.data.startedAt : Infinity;
  if (parsed.success && age >= 0 && age < MAX_AGE_MS) return parsed.data;
  throw new AppError('SIGNIN_STATE', { kind: 'auth', side: 'accountview' });
}

export function dropPending(session: SessionArea): Promise<void> {
  return session.remove(KEY);
}
