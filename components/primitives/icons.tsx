import type { ComponentChildren } from 'preact';

/** Drawn on a 20 × 20 grid with the colour of the text around them; always beside words or a label. */
const PATHS = {
  power: <path d="M10 2.5v7M5.6 5a6.5 6.5 0 1 0 8.8 0" />,
  sync: (
    <path d="M3.5 9a6.6 6.6 0 0 1 11.6-3.2L17 8M17 3.5V8h-4.5M16.5 11a6.6 6.6 0 0 1-11.6 3.2L3 12m0 4.5V12h4.5" />
  ),
  pause: <path d="M7 4.5v11M13 4.5v11" />,
  play: <path d="M6 4l9.5 6L6 16z" />,
  stop: <rect x="5" y="5" width="10" height="10" rx="1.5" />,
  log: <path d="M7.5 5H17M7.5 10H17M7.5 15H17M3.2 5h.1M3.2 10h.1M3.2 15h.1" />,
  settings: (
    <path d="M3 6h7m4 0h3M3 14h3m4 0h7M12 3.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4zM8 11.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4z" />
  ),
  check: <path d="M4 10.5l4 4 8-9" />,
  warning: <path d="M10 3L18 16.5H2L10 3zM10 8.2v3.8M10 14.4v.1" />,
  error: <path d="M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM7.4 7.4l5.2 5.2M12.6 7.4l-5.2 5.2" />,
  info: <path d="M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM10 9v5M10 6.2v.1" />,
  skipped: <path d="M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM6.8 10h6.4" />,
  external: <path d="M8 4H4v12h12v-4M11.5 3.5h5v5M16.2 3.8L9.5 10.5" />,
  copy: <path d="M7 7h9.5v9.5H7zM4.5 13H3.5V3.5H13v1" />,
  chevron: <path d="M5 7.5l5 5 5-5" />,
  close: <path d="M5 5l10 10M15 5L5 15" />,
  search: <path d="M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM13 13l4 4" />,
  lock: <path d="M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9" />,
  back: <path d="M8.5 4.5L3 10l5.5 5.5M3.5 10H17" />,
  trash: <path d="M4 6h12M8 6V3.8h4V6M5.5 6l.8 10.5h7.4L14.5 6" />,
  up: <path d="M10 16V4.5M5 9.5l5-5 5 5" />,
} satisfies Record<string, ComponentChildren>;

export type IconName = keyof typeof PATHS;

export function Icon({ name, class: className = '' }: { name: IconName; class?: string }) {
  return (
    <svg
      class={`icon ${className}`}
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.7"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {PATHS[name]}
    </svg>
  );
}

/** The extension's own mark: two sheets that pass work to each other. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
      <rect class="mark-ground" width="32" height="32" rx="8" />
      <path class="mark-line" d="M8.5 12.5h13l-3.8-3.8M23.5 19.5h-13l3.8 3.8" fill="none" />
    </svg>
  );
}
