import type { AppPorts } from './ports';

/** Has the engine look for work; whoever asks does not wait for what it does. */
export function nudge({ engine }: Pick<AppPorts, 'engine'>, reason: string): void {
  void engine.tick(reason).catch(() => {});
}
