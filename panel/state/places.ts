import type { Place } from '../logic/windowing.ts';
import type { Store } from './store.ts';

/** Streams whose places are kept; beyond that the oldest is forgotten. */
const MOST = 200;

/** Where a list of the selected stream was scrolled to when it was last shown. */
export function placeIn({ places, stream }: Store, list: string): Place {
  const key = `${list} ${stream.value}`;
  const known = places.get(key);
  if (known) return known;
  if (places.size >= MOST) places.delete(places.keys().next().value ?? key);
  const place: Place = { virtual: null, active: null };
  places.set(key, place);
  return place;
}
