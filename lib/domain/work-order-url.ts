const PATH = /^\/next\/(?:crm\/)?work-orders\/([^/]+)\/?$/;

/** The work order that an OutSmart tab shows, or undefined for any other page (product §1). */
export function workOrderIdOf(url: string, outsmartOrigin: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname } = new URL(url);
  const id = origin === outsmartOrigin ? PATH.exec(pathname)?.[1] : undefined;
  return id === undefined ? undefined : decode(id);
}

/** Address of a work order in OutSmart; only ever under the connected origin. */
export function workOrderUrl(id: string, outsmartOrigin: string): string {
  return `${outsmartOrigin}/next/crm/work-orders/${encodeURIComponent(id)}/`;
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
