import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icons';

export type NoticeTone = 'info' | 'ok' | 'warning' | 'error';

const ICONS: Readonly<Record<NoticeTone, IconName>> = {
  info: 'info',
  ok: 'check',
  warning: 'warning',
  error: 'error',
};

interface NoticeProps {
  tone: NoticeTone;
  title: string;
  children?: ComponentChildren;
  testId?: string;
  /** Attributes that tests and styles read a state from. */
  data?: Readonly<Record<`data-${string}`, string>>;
}

/** A message in the page: an error speaks at once, the rest when there is time. */
export function Notice({ tone, title, children, testId, data }: NoticeProps) {
  return (
    <div
      class={`notice notice-${tone}`}
      role={tone === 'error' ? 'alert' : 'status'}
      data-testid={testId}
      {...data}
    >
      <Icon name={ICONS[tone]} />
      <div class="notice-body">
        <p class="notice-title">{title}</p>
        {children}
      </div>
    </div>
  );
}
