/** How a time is written: seconds, milliseconds … since 1970, or a date with time and zone (ISO 8601, as RFC 3339 has it). */
export type TimeForm = 's' | 'ms' | 'µs' | 'ns' | 'iso';

/** From the time that is written in a message to its arrival. Milliseconds. */
export type Delay =
  | {
      readonly kind: 'measured';
      /** Path of the member that holds the time, "meta.sent"; '' where it is the whole data. */
      readonly by: string;
      readonly form: TimeForm;
      /** True where no time has a fraction of a second: then a delay can be a second too long. */
      readonly wholeSeconds: boolean;
      /** Messages that were looked at, and those among them that have the time. */
      readonly looked: number;
      readonly timed: number;
      /** True where there were too many messages to look at each of them. */
      readonly isSample: boolean;
      readonly median: number;
      readonly p95: number;
      readonly worst: number;
      /** Messages that came before their time: then the clocks differ. */
      readonly negative: number;
    }
  | {
      readonly kind: 'none';
      /**
       * no-time: no member holds a time that could be the server's; no-clock: the tape has no wall time;
       * too-long: the messages are longer than what is parsed for it.
       */
      readonly why: 'too-few' | 'no-time' | 'no-clock' | 'too-long';
      readonly looked: number;
    };
