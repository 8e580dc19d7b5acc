export function findBrowser(): string | undefined;
export const INSTALL_HINT: string;
