import { useLazy } from '../page/lazy';

/** What keeps the export from going on; seldom needed, so its code comes when it is. */
export function Lock() {
  const LockNotice = useLazy(loadLockNotice);
  return LockNotice === null ? null : <LockNotice />;
}

const loadLockNotice = async () => (await import('./lock-notice')).LockNotice;
