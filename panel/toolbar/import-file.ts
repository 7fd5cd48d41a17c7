import type { Store } from '../shared/state/store.ts';

/** Adds tapes from files, one after another, and shows the last one. Says which could not be read, and why. */
export async function importFiles(store: Store, files: readonly File[]): Promise<void> {
  const problems: string[] = [];
  store.message.value = null;
  for (const file of files) {
    const problem = await problemOf(store, file);
    if (problem !== null) problems.push(`${file.name} could not be imported: ${problem}`);
  }
  if (problems.length > 0) store.message.value = problems.join(' ');
  store.act(() => {});
}

async function problemOf({ host }: Store, file: File): Promise<string | null> {
  try {
    const outcome = await host.tapes.import(file.name, file);
    return outcome.ok ? null : outcome.error;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
