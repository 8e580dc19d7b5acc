import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icons';

export interface ButtonProps {
  children?: ComponentChildren;
  onClick: () => void;
  icon?: IconName;
  /** `quiet` has no border, `danger` warns, `icon` shows the icon alone and needs `label`. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger' | 'icon';
  disabled?: boolean;
  /** The work it started is still going on. */
  busy?: boolean;
  /** Accessible name where the text alone does not say enough; also the tooltip. */
  label?: string;
  /** Tooltip where the text already is the name. */
  title?: string;
  /** What it works on, for those who do not see the button's surroundings. */
  about?: string;
  pressed?: boolean;
  expanded?: boolean;
  testId?: string;
  small?: boolean;
}

export function Button(props: ButtonProps) {
  const { children, onClick, icon, kind = 'plain', disabled = false, busy = false, small = false } = props;
  return (
    <button
      type="button"
      class={`button button-${kind}${small ? ' button-small' : ''}`}
      data-testid={props.testId}
      disabled={disabled}
      aria-busy={busy ? 'true' : undefined}
      aria-label={props.label}
      title={props.title ?? props.label}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      onClick={busy ? undefined : onClick}
    >
      {busy ? <span class="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      {kind !== 'icon' && children !== undefined && <span class="button-text">{children}</span>}
      {props.about !== undefined && <span class="visually-hidden">: {props.about}</span>}
    </button>
  );
}
