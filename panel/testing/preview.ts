import { demoHost, lanesHost } from './demo.ts';
import { createFakeHost, type FakeHost } from './fake-host.ts';

declare global {
  interface Window {
    fakeHost: FakeHost;
  }
}

/** `preview.html?rows=1000000`, `?empty`, `?off`, `?lanes=5`: the panel on a fake host, for looking at and for checks. */
const query = new URLSearchParams(location.search);
window.fakeHost = query.has('empty')
  ? createFakeHost({ capture: { state: query.has('off') ? 'off' : 'on' } })
  : query.has('lanes')
    ? lanesHost(Number(query.get('lanes')))
    : demoHost(Number(query.get('rows') ?? 2000));
window.streamscopeHost = window.fakeHost;
await import('../main.tsx');
