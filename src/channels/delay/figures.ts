import type { Channel, ChannelRows } from '../model/channel.ts';
import type { Figures } from '../model/cost.ts';
import { DelaySampler } from './sampler.ts';

/** What a channel costs, and how late its messages come. */
export class ChannelFigures {
  readonly #channel: Channel;
  readonly #wall: (at: number) => number;
  #rows: ChannelRows;
  #delay: DelaySampler;

  /** @param wall milliseconds since 1970 at a tape time. */
  constructor(channel: Channel, wall: (at: number) => number) {
    this.#channel = channel;
    this.#wall = wall;
    this.#rows = channel.rows;
    this.#delay = new DelaySampler(this.#rows, wall);
  }

  /** @returns whether there is more to look at. */
  work(until: () => boolean): boolean {
    return this.#sampler().work(until);
  }

  read(): Figures {
    return { cost: this.#channel.cost(), delay: this.#sampler().read() };
  }

  /** Of a poll loop the user chooses what a row is: other rows are other messages. */
  #sampler(): DelaySampler {
    const { rows } = this.#channel;
    if (rows !== this.#rows) {
      this.#rows = rows;
      this.#delay = new DelaySampler(rows, this.#wall);
    }
    return this.#delay;
  }
}
