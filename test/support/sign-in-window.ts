import type { World } from './app-harness';

export interface SignInWindow {
  /** Resolves with the page's address once it is shown. */
  opened: Promise<URL>;
  /** What the browser ends it with: the callback's address, or why there is none. */
  end: (outcome: string | Error) => void;
}

/** A sign-in window that stays open until the test says what the person did. */
export function openWindow(world: World): SignInWindow {
  let end: (outcome: string | Error) => void = () => {};
  let tell: (url: URL) => void = () => {};
  const opened = new Promise<URL>((resolve) => (tell = resolve));
  world.window = (url) => {
    tell(url);
    return new Promise((resolve, reject) => {
      end = (outcome) => (typeof outcome === 'string' ? resolve(outcome) : reject(outcome));
    });
  };
  return { end: (outcome) => end(outcome), opened };
}
