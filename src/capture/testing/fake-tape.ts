/** A tape that keeps records as they were appended, and a clock that stands until it is set: for unit tests. */
import type { TapeRecord, TapeWriter } from '../../tape/index.ts';
import type { TimeSource } from '../clock.ts';

export class FakeTape implements TapeWriter {
  readonly records: TapeRecord[] = [];
  append(record: TapeRecord): void {
    this.records.push(record);
  }
  of<K extends TapeRecord['kind']>(kind: K, on?: string): Extract<TapeRecord, { kind: K }>[] {
    return this.records.filter(
      (record): record is Extract<TapeRecord, { kind: K }> =>
        record.kind === kind && (on === undefined || ('on' in record && record.on === on)),
    );
  }
  kinds(on: string): string[] {
    return this.records.filter((record) => 'on' in record && record.on === on).map(({ kind }) => kind);
  }
  text(on: string): string {
    const decoder = new TextDecoder();
    return this.of('chunk', on)
      .map(({ bytes }) => (bytes ? decoder.decode(bytes) : '?'))
      .join('|');
  }
}

export class FakeTime implements TimeSource {
  ms = 0;
  readonly epoch = 1_700_000_000_000;
  now(): number {
    return this.ms;
  }
  wall(): number {
    return this.epoch + this.ms;
  }
}
