import { useLazy } from '../page/lazy';

/** The list of records set aside; its code comes after the first paint, which does not wait for it. */
export function Problems() {
  const AsideList = useLazy(loadAsideList);
  return AsideList === null ? null : <AsideList />;
}

const loadAsideList = async () => (await import('./aside-list')).AsideList;
