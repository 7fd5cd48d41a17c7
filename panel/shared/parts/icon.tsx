const PATHS = {
  record: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11z',
  clear:
    'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 1.4a4.6 4.6 0 0 1 2.7.9L4.3 10.7A4.6 4.6 0 0 1 8 3.4zm0 9.2a4.6 4.6 0 0 1-2.7-.9l6.4-6.4A4.6 4.6 0 0 1 8 12.6z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  play: 'M4.5 2.5v11l9-5.5z',
  'step-forward': 'M3 2.5v11l7-5.5zM11 2.5h2v11h-2z',
  'step-back': 'M13 2.5v11L6 8zM3 2.5h2v11H3z',
  gear: 'M6.9 1.5h2.2l.4 1.9 1.2.5 1.6-1.1 1.6 1.6-1.1 1.6.5 1.2 1.9.4v2.2l-1.9.4-.5 1.2 1.1 1.6-1.6 1.6-1.6-1.1-1.2.5-.4 1.9H6.9l-.4-1.9-1.2-.5-1.6 1.1-1.6-1.6 1.1-1.6-.5-1.2-1.9-.4V7.6l1.9-.4.5-1.2-1.1-1.6 1.6-1.6 1.6 1.1 1.2-.5zM8 5.7a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z',
  import: 'M7.3 10V3.7L5 6 4 5l4-4 4 4-1 1-2.3-2.3V10zM2 9.5h1.4V13h9.2V9.5H14v4.9H2z',
  export: 'M7.3 1v6.3L5 5 4 6l4 4 4-4-1-1-2.3 2.3V1zM2 9.5h1.4V13h9.2V9.5H14v4.9H2z',
  timeline: 'M2 3h6v2H2zm3 4h8v2H5zm-2 4h5v2H3z',
  enlarge: 'M8 1l3.5 3.5-1 1L8.7 3.7v8.6l1.8-1.8 1 1L8 15l-3.5-3.5 1-1 1.8 1.8V3.7L5.5 5.5l-1-1z',
  unfold: 'm3 6 1-1 4 4 4-4 1 1-5 5z',
  fold: 'm3 10 1 1 4-4 4 4 1-1-5-5z',
  more: 'm3 4 1-1 5 5-5 5-1-1 4-4zm5 0 1-1 5 5-5 5-1-1 4-4z',
  clock:
    'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13zm0 1.4a5.1 5.1 0 1 0 0 10.2A5.1 5.1 0 0 0 8 2.9zM7.3 4.5h1.4v3.2l2.3 2.3-1 1-2.7-2.7z',
  'detail-right': 'M1.5 2.5h13v11h-13zm1.4 1.4v8.2h5.4V3.9z',
  warning: 'M8 1.5 15.2 14H.8zM7.3 6v4h1.4V6zm0 5v1.4h1.4V11z',
  error: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13zM7.3 4.5v4.2h1.4V4.5zm0 5.4v1.4h1.4V9.9z',
  note: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13zM7.3 7.2v4.2h1.4V7.2zm0-2.6V6h1.4V4.6z',
  close: 'm4 3 4 4 4-4 1 1-4 4 4 4-1 1-4-4-4 4-1-1 4-4-4-4z',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside a text or a label, never instead of one: hidden from assistive technology. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} fill-rule="evenodd" />
    </svg>
  );
}
