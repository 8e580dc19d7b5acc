import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A part of the page that few openings need: its code comes when it is asked for; null until then. */
export function useLazy<P>(
  load: () => Promise<FunctionComponent<P>>,
  wanted = true,
): FunctionComponent<P> | null {
  const [loaded, setLoaded] = useState<{ part: FunctionComponent<P> } | null>(null);
  useEffect(() => {
    if (!wanted) return;
    load().then(
      (part) => setLoaded({ part }),
      // A file of our own package: an update removed it under an open page, which a reload mends.
      () => location.reload(),
    );
  }, [wanted]);
  return loaded?.part ?? null;
}
