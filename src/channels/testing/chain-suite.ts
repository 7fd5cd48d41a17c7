/** What every kind of connection that is joined to chains must do: run with each kind's rule. */
import { beforeEach, describe, expect, it } from 'vitest';
import { Chain } from '../chain/chain.ts';
import type { Chains, ChannelList } from '../chain/chains.ts';
import type { Certainty } from '../chain/link.ts';
import { Listing } from '../listing.ts';
import type { Environment } from '../model/environment.ts';

/** Nobody listens, and nothing else is open. */
export const environment: Environment = { listeners: () => null, holders: () => [] };

/** What shows which source a request continues: each kind has one of the two. */
export interface Mark {
  /** The source’s own, the same on all its connections. */
  readonly source: string;
  /** The last word that came on it; null before the first. */
  readonly word: string | null;
}

/**
 * A page, and sources that send words to it. A request shows which source it continues once its mark is known; before that it
 * is joined by its time, three seconds after the end.
 */
export interface ChainStage {
  readonly chains: Chains;
  /** A request; what it shows is not known yet. */
  ask(id: string, at: number): void;
  /** What it shows. */
  tell(id: string, at: number, mark: Mark): void;
  /** A word comes; one that begins with a colon is a comment, where the kind has comments. */
  bring(id: string, at: number, word: string): void;
  end(id: string, at: number): void;
}

/** In what kinds differ, besides what shows which source a request continues. */
export interface ChainTraits {
  /** How a cut names the last word, which the request sent; null where it sends none. */
  readonly said: ((word: string) => string) | null;
  readonly hasComments: boolean;
  /** How sure a join is that comes in time and shows the same source. */
  readonly certainty: Certainty;
}

/** @param make gives each test a stage of its own, whose channels are listed there. */
export function describeChains(
  name: string,
  make: (list: ChannelList, names: ReadonlyMap<string, string>) => ChainStage,
  { said, hasComments, certainty }: ChainTraits,
): void {
  describe(`chains of ${name}`, () => {
    let listing: Listing;
    let stage: ChainStage;
    const begin = (names: ReadonlyMap<string, string> = new Map()): void => {
      listing = new Listing();
      stage = make(listing, names);
    };
    beforeEach(() => begin());

    /** A connection from its request to its end, 20 ms later. */
    const whole = (id: string, at: number, mark: Mark, ...words: string[]): void => {
      stage.ask(id, at);
      stage.tell(id, at + 1, mark);
      for (const word of words) stage.bring(id, at + 10, word);
      stage.end(id, at + 20);
    };
    const of = (source: string, word: string | null): Mark => ({ source, word });
    const three = (): void => {
      whole('a', 0, of('one', null), 'one', ':beat', 'two');
      whole('b', 3020, of('one', 'two'), 'three');
      whole('c', 6040, of('one', 'three'), 'four', ':beat');
    };
    const shape = (): Record<string, string> =>
      Object.fromEntries(
        [...listing.all()].map((channel) => [channel.id, channel.connectionIds().join(' ')]),
      );
    const chain = (id: string): Chain => {
      const channel = listing.channel(id);
      if (!(channel instanceof Chain)) throw new Error(`no chain ${id}`);
      return channel;
    };
    const words = (id: string): string[] => {
      const { rows } = chain(id);
      return Array.from({ length: rows.count }, (_, key) =>
        rows.describe(key).kind === 'note' ? 'cut' : (rows.text(key)?.data ?? ''),
      );
    };

    it('are in the order of their connections, with the sums of all', () => {
      three();
      expect(shape()).toEqual({ a: 'a b c' });
      expect(chain('a').links.map(({ join }) => join?.certainty)).toEqual([undefined, certainty, certainty]);
      const bytes = chain('a').links.reduce((sum, { member }) => sum + member.figures().bytes, 0);
      expect(chain('a').summary(environment)).toMatchObject({
        id: 'a',
        connections: 3,
        openedAt: 0,
        events: hasComments ? 4 : 6,
        comments: hasComments ? 2 : 0,
        bytes,
        lastByteAt: 6050,
      });
      expect(chain('a').cost()).toMatchObject({
        requests: 3,
        messages: { received: hasComments ? 4 : 6, sent: 0 },
        lastAt: 6050,
      });
      expect(stage.chains.connections('a', 1, 9).map(({ id, number }) => [id, number])).toEqual([
        ['b', 2],
        ['c', 3],
      ]);
      expect(
        chain('a')
          .lanes()
          .map(({ label }) => label),
      ).toEqual(['Connection 1', 'Connection 2', 'Connection 3']);
      expect(chain('a').lanes()[1]).toBe(chain('a').lanes()[1]);
    });

    it('number their rows on over all connections', () => {
      three();
      const { rows } = chain('a');
      const beat = rows.text(1)?.data ?? '';
      expect(words('a')).toEqual(['one', beat, 'two', 'cut', 'three', 'cut', 'four', beat]);
      const keys = Array.from({ length: rows.count }, (_, key) => key);
      expect(keys.map((key) => rows.describe(key).key)).toEqual(keys);
      expect(keys.map((key) => rows.describe(key).connection).join('')).toBe('aaabbccc');
      expect([rows.keyOf('a', 2), rows.keyOf('b', 0), rows.keyOf('c', 1)]).toEqual([2, 4, 7]);
      expect([rows.locate(3), rows.locate(7)]).toEqual([null, { connection: 2, local: 1 }]);
      const quiet = keys.filter((key) => rows.isComment(key));
      expect([rows.comments, quiet]).toEqual(hasComments ? [2, [1, 7]] : [0, []]);
      expect(rows.describe(6)).toMatchObject({ at: 6050, delta: 10 });
      expect([chain('a').payload(4)?.data, chain('a').payload(3)]).toEqual(['three', null]);
      // Times need not rise over a cut.
      expect(rows.firstFrom(0)).toBeNull();
    });

    it('say at a cut which connection begins and what it sent', () => {
      three();
      expect(chain('a').rows.describe(3)).toMatchObject({
        kind: 'note',
        at: 3020,
        connection: 'b',
        why: `Connection 2, 3 s after connection 1 ended${said ? `; it sent ${said('two')}` : ''}`,
      });
    });

    it('begin anew where a request shows another source', () => {
      whole('a', 0, of('one', null), 'one');
      whole('b', 70_000, of('two', null), 'two');
      whole('c', 160_000, of('three', 'none'), 'three');
      expect(shape()).toEqual({ a: 'a', b: 'b', c: 'c' });
    });

    it('keep the names that connections had before', () => {
      begin(new Map([['b', 'before']]));
      whole('b', 0, of('one', null), 'one');
      whole('c', 3020, of('one', 'one'), 'two');
      expect(shape()).toEqual({ before: 'b c' });
      expect(stage.chains.chainOf('c')?.id).toBe('before');
    });

    it('are split and joined by hand, and continue either way', () => {
      three();
      expect(stage.chains.split('a')).toBeNull();
      expect(stage.chains.split('b')).toBe('b');
      expect(shape()).toEqual({ a: 'a', b: 'b c' });
      expect(chain('b').rows.keyOf('c', 0)).toBe(2);
      expect(chain('a').summary(environment)).toMatchObject({ connections: 1, events: hasComments ? 2 : 3 });
      expect(chain('b').summary(environment)).toMatchObject({ connections: 2, events: hasComments ? 2 : 3 });
      whole('d', 9060, of('one', 'four'), 'five');
      expect(shape()).toEqual({ a: 'a', b: 'b c d' });

      expect(stage.chains.joinable('b')).toEqual(['a']);
      expect(stage.chains.join('b', 'a')).toBe(false);
      expect(stage.chains.join('a', 'b')).toBe(true);
      expect(shape()).toEqual({ a: 'a b c d' });
      expect(chain('a').links[1]?.join?.certainty).toBe('by hand');
      expect(words('a').filter((word) => word === 'cut')).toHaveLength(3);
      expect(chain('a').rows.comments).toBe(hasComments ? 2 : 0);
      whole('e', 12_080, of('one', 'five'), 'six');
      expect(shape()).toEqual({ a: 'a b c d e' });
    });

    it('are joined by time while it is not known what a request shows, and moved when it is', () => {
      whole('a', 0, of('one', null), 'one');
      whole('b', 1, of('two', null), 'two');
      stage.ask('c', 3022);
      expect(shape()).toEqual({ a: 'a c', b: 'b' });
      expect(chain('a').summary(environment).warnings).toContain(
        `Connection 2 could as well continue another ${chain('a').rule.noun}: see Connections.`,
      );
      stage.tell('c', 3023, of('two', 'two'));
      expect(shape()).toEqual({ a: 'a', b: 'b c' });
      expect(chain('a').summary(environment)).toMatchObject({ connections: 1, warnings: [] });
      expect(chain('b').summary(environment)).toMatchObject({ connections: 2, warnings: [] });
    });

    it('stay marked where two fit alike, also when something came on both', () => {
      for (const [index, id] of ['a', 'b'].entries()) {
        stage.ask(id, index);
        stage.tell(id, 2 + index, of('one', null));
        stage.bring(id, 10 + index, 'one');
      }
      stage.end('a', 100);
      stage.end('b', 101);
      stage.ask('c', 3102);
      stage.ask('d', 3104);
      stage.bring('d', 3105, 'two');
      stage.bring('c', 3106, 'two');
      stage.bring('c', 3107, 'three');
      expect(shape()).toEqual({ a: 'a c', b: 'b d' });
      for (const id of ['a', 'b']) {
        expect(chain(id).links.map(({ join }) => join?.others)).toEqual([undefined, 1]);
      }
    });

    it('let one that surely has the place evict one that has it by its time only', () => {
      whole('a', 0, of('one', null), 'one');
      whole('b', 1, of('two', null), 'two');
      stage.ask('c', 3022);
      stage.ask('d', 3024);
      expect(shape()).toEqual({ a: 'a c', b: 'b d' });
      stage.tell('c', 3025, of('two', 'two'));
      expect(shape()).toEqual({ a: 'a d', b: 'b c' });
      stage.bring('c', 3030, 'three');
      stage.bring('d', 3031, 'four');
      expect([words('a'), words('b')]).toEqual([
        ['one', 'cut', 'four'],
        ['two', 'cut', 'three'],
      ]);
    });

    it('leave one in its place that has rows', () => {
      whole('a', 0, of('one', null), 'one');
      whole('b', 1, of('two', null), 'two');
      stage.ask('c', 3022);
      stage.ask('d', 3024);
      stage.bring('d', 3025, 'three');
      stage.tell('c', 3026, of('two', 'two'));
      expect(shape().b).toBe('b d');
    });

    it('are continued by a request as long as no more than 64 others ended since', () => {
      const sources = Array.from({ length: 65 }, (_, index) => `s${index}`);
      for (const [index, id] of sources.entries()) {
        stage.ask(id, index);
        stage.tell(id, index, of(id, null));
        stage.bring(id, index, `word of ${id}`);
      }
      for (const [index, id] of sources.entries()) stage.end(id, 100 + index);
      expect(Object.keys(shape())).toHaveLength(65);
      for (const [index, source] of [0, 1, 64].entries()) {
        stage.ask(`x${source}`, 90_000 + index);
        stage.tell(`x${source}`, 90_001 + index, of(`s${source}`, `word of s${source}`));
      }
      expect(shape()).toMatchObject({ s0: 's0', x0: 'x0', s1: 's1 x1', s64: 's64 x64' });
    });
  });
}
