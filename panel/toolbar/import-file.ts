import type { Store } from '../state/store.ts';

/** Shows a tape from a file, and says so where that cannot be done. */
export async function importFile(store: Store, file: File): Promise<void> {
  store.message.value = null;
  try {
    const outcome = await store.host.importTape(file.name, file);
    if (!outcome.ok) store.message.value = `${file.name} could not be imported: ${outcome.error}`;
  } catch (error) {
    store.message.value = `${file.name} could not be read: ${error instanceof Error ? error.message : String(error)}`;
  }
  store.act(() => {});
}
