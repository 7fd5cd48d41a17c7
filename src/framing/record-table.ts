import { bytesColumn, countColumn } from '../tape/index.ts';
import type { RecordState } from './record.ts';

/** One row a record: 13 bytes. */
export class RecordTable {
  #start = countColumn();
  #end = countColumn();
  #completedAt = countColumn();
  #state = bytesColumn();

  get count(): number {
    return this.#state.length;
  }

  /** @param completedAt offset behind the byte that completed it, not before that of the record before. */
  add(state: RecordState, start: number, end: number, completedAt: number): void {
    this.#state.push(state);
    this.#start.push(start);
    this.#end.push(end);
    this.#completedAt.push(completedAt);
  }

  /** The last record has grown to `end`. */
  growLast(end: number): void {
    this.#end.setLast(end);
    this.#completedAt.setLast(end);
  }

  /** The record that has the byte at `offset`; -1 where none has. */
  holding(offset: number): number {
    const record = this.#start.lastAtMost(offset);
    return record >= 0 && offset < this.#end.at(record) ? record : -1;
  }

  state(record: number): RecordState {
    return this.#state.at(record) as RecordState;
  }
  start(record: number): number {
    return this.#start.at(record);
  }
  end(record: number): number {
    return this.#end.at(record);
  }
  completedAt(record: number): number {
    return this.#completedAt.at(record);
  }
}
