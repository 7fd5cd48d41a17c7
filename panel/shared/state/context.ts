import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PanelHost } from '../../types.ts';
import type { Store } from './store.ts';

export const StoreContext = createContext<Store | null>(null);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error('Outside of StoreContext');
  return store;
}

/** The host, for a component that is to be drawn again whenever something changed. */
export function useHost(): PanelHost {
  const { host, version } = useStore();
  version.value;
  return host;
}
