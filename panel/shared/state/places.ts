import type { Signal } from '@preact/signals';

/** Where a list was when it was last shown. */
export interface Place {
  /** Virtual pixels from the top; null before it was ever shown. */
  virtual: number | null;
  /** What was the active row. */
  active: string | number | null;
}

/** The part of the store that remembers places. */
interface Places {
  readonly places: Map<string, Place>;
  /** The selected stream. */
  readonly stream: Signal<string | null>;
}

/** Streams whose places are kept; beyond that the oldest is forgotten. */
const MAX_PLACES = 200;

/** Where a list of the selected stream was scrolled to when it was last shown. */
export function placeIn({ places, stream }: Places, list: string): Place {
  const key = `${list} ${stream.value}`;
  const known = places.get(key);
  if (known) return known;
  if (places.size >= MAX_PLACES) places.delete(places.keys().next().value ?? key);
  const place: Place = { virtual: null, active: null };
  places.set(key, place);
  return place;
}
