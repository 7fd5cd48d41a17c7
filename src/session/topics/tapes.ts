import type { EndpointChoices } from '../../channels/index.ts';
import { openTape } from '../../tape/index.ts';
import type { OpenTape, TapesHost } from '../host/tapes.ts';
import type { Tapes } from '../shown.ts';

interface Parts extends Tapes {
  readonly endpointChoices: EndpointChoices;
  readonly now: () => number;
  readonly changed: () => void;
}

const LIVE: OpenTape = { kind: 'live', id: 'live' };

/** The tapes that are open, as a panel works them. What is played ends when another tape is to be shown. */
export function tapesTopic({ live, imported, playing, endpointChoices, now, changed }: Parts): TapesHost {
  const close = (id: string): void => {
    playing.close();
    imported.close(id);
    changed();
  };
  return {
    all: () => [LIVE, ...imported.all.map(({ source }) => source)],
    shown() {
      if (!imported.shown) return LIVE;
      const { source, channels } = imported.shown;
      return channels.leftOut.length === 0
        ? source
        : { ...source, notes: [...source.notes, ...channels.leftOut] };
    },
    show(id) {
      playing.close();
      imported.show(id);
      changed();
    },
    async import(name, file) {
      const outcome = await openTape(name, file);
      if (!outcome.ok) return outcome;
      playing.close();
      imported.add(name, outcome, endpointChoices);
      changed();
      return { ok: true, notes: outcome.notes };
    },
    close,
    clear() {
      const { shown } = imported;
      if (playing.channels) playing.close();
      else if (shown) close(shown.source.id);
      else live.clear(now(), 'What came before was cleared.');
    },
    navigations: () => live.navigations,
    preserveLog: () => live.preserveLog,
    setPreserveLog(on) {
      live.preserveLog = on;
      changed();
    },
  };
}
