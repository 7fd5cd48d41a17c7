import { render } from 'preact';
import { App } from './app.tsx';
import { Boundary } from './shared/parts/boundary.tsx';
import { StoreContext } from './shared/state/context.ts';
import { createStore, type Store } from './shared/state/store.ts';
import type { PanelHost } from './types.ts';

export interface MountedPanel {
  /** Shows a host. The same host again changes nothing, another one is mounted afresh, null means that it is still to come. */
  show(host: PanelHost | null): void;
}

/** Mounts the panel in an element of any page. */
export function mount(place: HTMLElement): MountedPanel {
  let store: Store | null = null;

  return {
    show(host) {
      if (host && store?.host === host) return;
      render(null, place);
      store?.dispose();
      store = host && createStore(host);
      render(
        store ? (
          <StoreContext.Provider value={store}>
            <Boundary name="The panel">
              <App />
            </Boundary>
          </StoreContext.Provider>
        ) : (
          <main class="waiting">Waiting for DevTools to hand over its capture…</main>
        ),
        place,
      );
    },
  };
}
