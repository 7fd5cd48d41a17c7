import { describe, expect, it } from 'vitest';
import { Keeping } from './keeping.ts';

describe('what is kept of ordinary exchanges', () => {
  it('keeps small bodies at first, and larger ones from the third request to an endpoint on, whatever its query', () => {
    const keeping = new Keeping();
    const bodies = [1, 2, 3].map(
      (cursor) => keeping.limitFor('GET', `https://a.test/poll?since=${cursor}`).body,
    );
    expect(bodies).toEqual([65_536, 65_536, 1_048_576]);
    expect(keeping.limitFor('POST', 'https://a.test/poll').repeats).toBe(false);
  });

  it('no longer writes what was never asked for before, after five thousand such; what repeats it still does', () => {
    const keeping = new Keeping();
    for (let i = 0; i < 5000; i++)
      expect(keeping.limitFor('GET', `https://a.test/item/${i}`).isKept).toBe(true);
    expect(keeping.limitFor('GET', 'https://a.test/poll').isKept).toBe(false);
    expect(keeping.limitFor('GET', 'https://a.test/poll').isKept).toBe(true);
    expect(keeping.limitFor('GET', 'https://a.test/poll').repeats).toBe(true);
  });

  it('keeps no more bodies of what does not repeat once they are sixteen megabytes', () => {
    const keeping = new Keeping();
    keeping.addKept(16_777_216 - 10);
    expect(keeping.limitFor('GET', 'https://a.test/1').body).toBe(10);
    keeping.addKept(10);
    expect(keeping.limitFor('GET', 'https://a.test/2').body).toBe(0);
  });
});
