import type { BuildSettings } from '../build-settings';

/** The two origins data goes to, with port: fixed at build time (product §9). */
export function hostOrigins(settings: BuildSettings): { accountView: string; outsmart: string } {
  return {
    accountView: new URL(settings.accountViewUrl).origin,
    outsmart: new URL(settings.outsmartUrl).origin,
  };
}

/** As a match pattern, for the manifest and for `permissions.contains`. */
export function originPattern(origin: string): string {
  return `${origin}/*`;
}

export function hostPermissions(settings: BuildSettings): string[] {
  return connectOrigins(settings).map(originPattern);
}

/** Tighter than the browser's default; holds for the worker too (reliability §2.7). */
export function contentSecurityPolicy(settings: BuildSettings): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src ${connectOrigins(settings).join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function connectOrigins(settings: BuildSettings): string[] {
  const { accountView, outsmart } = hostOrigins(settings);
  return [...new Set([accountView, outsmart])];
}
