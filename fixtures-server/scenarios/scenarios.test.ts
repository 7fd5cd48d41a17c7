import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Fixtures, startFixtures } from '../index.ts';
import type { Scenario, ScenarioRequest, ScenarioResponse } from '../scenario.ts';
import { groups } from '../scenario.ts';
import { type Got, get } from '../testing.ts';
import { scenarios } from './index.ts';

const endless = ['seven-connections', 'back-forward', 'heart-stops'];
// Scripts that carry the time differ from one run to the next.
const timed = ['clock', 'steady', 'transports'];
const search = '?n=2&count=200&every=5';

let fixtures: Fixtures;
const asked = new Map<string, Promise<Got>>();

beforeAll(async () => {
  fixtures = await startFixtures();
  // All at once, because nearly all of their time is pauses.
  for (const { id, routes } of scenarios.filter((scenario) => !endless.includes(scenario.id))) {
    for (const path of Object.keys(routes)) {
      asked.set(`${id}-${path}`, get(`${fixtures.url}/s/${id}/${path}${search}&run=${id}-${path}`));
    }
  }
});
afterAll(() => fixtures.close());

function answerOf(scenario: Scenario, path: string): ScenarioResponse {
  const route = scenario.routes[path];
  if (!route) throw new Error(`no route ${path}`);
  const ask: ScenarioRequest = {
    method: 'GET',
    query: new URLSearchParams(search),
    search,
    lastEventId: null,
    body: '',
    headers: {},
  };
  return typeof route === 'function' ? route(ask) : route;
}

describe.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s', (id, scenario) => {
  test('has an id for an address, and all its texts', () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(scenarios.filter((other) => other.id === id)).toHaveLength(1);
    expect(groups).toContain(scenario.group);
    for (const text of [scenario.name, scenario.teaches, scenario.lookFor]) {
      expect(text.trim().length).toBeGreaterThan(3);
    }
    expect(scenario.teaches).toMatch(/[.)]$/);
    expect(scenario.lookFor).toMatch(/\.$/);
  });

  test('has a page with its texts and a script that exists', async () => {
    const origin = scenario.home === 'h2' ? fixtures.h2Url : fixtures.url;
    if (scenario.home === 'h2') {
      const away = await get(`${fixtures.url}/s/${id}/?run=x`);
      expect(away.headers.location).toBe(`${origin}/s/${id}/?run=x`);
      return;
    }
    const page = (await get(`${fixtures.url}/s/${id}/`)).body.toString();
    const script = /src="(\/page\/[a-z-]+\.js)"/.exec(page)?.[1];
    expect(page).toContain('<body data-state="running"');
    expect((await get(fixtures.url + script)).status).toBe(200);
    for (const [name, document] of Object.entries(scenario.documents ?? {})) {
      expect((await get(`${fixtures.url}/s/${id}/${name}`)).body.toString()).toContain(document.text);
      expect((await get(`${fixtures.url}/page/${document.script}.js`)).status).toBe(200);
    }
  });

  test.skipIf(endless.includes(id)).each(Object.keys(scenario.routes))(
    'writes what its script says to %s, and keeps account of it',
    async (path) => {
      const run = `${id}-${path}`;
      const got = await asked.get(run);
      if (!got) throw new Error('was not asked');
      const answer = answerOf(scenario, path);
      expect(got.status).toBe(answer.status ?? 200);
      if (got.status === 200 && !answer.headers)
        expect(got.headers['content-type']).toBe('text/event-stream');
      if (answer.encoding) return; // Its bytes on the wire are another test's business.

      const written = Buffer.concat(fixtures.written(run).map(({ bytes }) => bytes));
      expect(got.body.equals(written)).toBe(true);
      if (timed.includes(id)) return;
      const steps = [...answer.steps];
      const script = steps.flatMap((step) => (step.kind === 'write' ? [step.bytes] : []));
      expect(fixtures.written(run).map(({ bytes }) => Buffer.from(bytes))).toEqual(
        script.map((b) => Buffer.from(b)),
      );
      const last = steps.at(-1)?.kind;
      const ending = last === 'reset' || last === 'cut' ? last : 'end';
      expect(fixtures.connections(run)[0]?.ending).toBe(ending);
      expect(got.broken !== null).toBe(ending !== 'end');
    },
  );
});

test('the index lists every lesson with what it teaches', async () => {
  const index = (await get(`${fixtures.url}/`)).body.toString();
  for (const scenario of scenarios) {
    expect(index).toContain(`/s/${scenario.id}/"`);
    expect(index).toContain(scenario.name);
  }
  for (const group of groups) expect(index).toContain(group);
});
