import { type ComponentChildren, render } from 'preact';
import { CHANGES_CHANNEL, type Change } from '../../lib/messaging/changes';
import { App } from './app';
import type { PageModel } from './page-model';

/**
 * Starts a page: the stored state is read and drawn at once, and the worker is woken beside it. A change
 * announced by the worker makes the page read again.
 */
export function mountPage(
  model: PageModel,
  browserLanguage: string,
  content: ComponentChildren,
  onChange: (change: Change) => void = () => {},
): void {
  const channel = new BroadcastChannel(CHANGES_CHANNEL);
  channel.addEventListener('message', (event: MessageEvent<Change>) => {
    model.onChange(event.data);
    onChange(event.data);
  });
  // Failures of both are shown as a notice by the model.
  void model.refresh();
  void model.kick();
  const root = document.getElementById('app');
  if (root === null) return;
  render(
    <App model={model} browserLanguage={browserLanguage}>
      {content}
    </App>,
    root,
  );
}
