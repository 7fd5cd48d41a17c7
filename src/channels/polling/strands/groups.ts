import type { Exchange } from '../exchange.ts';
import { Group, type GroupNeeds } from './group.ts';
import { groupKeyOf, type Question } from './question.ts';

/** Groups that are kept; of those without a row the longest unused are counted only. */
const MAX_GROUPS = 1000;

/** All groups, the latest used last. A bounded number. */
export class Groups {
  readonly #needs: GroupNeeds;
  readonly #byKey = new Map<string, Group>();
  /** Requests of groups that are no longer kept. */
  others = 0;

  constructor(needs: GroupNeeds) {
    this.#needs = needs;
  }

  [Symbol.iterator](): IterableIterator<Group> {
    return this.#byKey.values();
  }

  get(key: string): Group | undefined {
    return this.#byKey.get(key);
  }

  /** The group of a request; a new one where it has none. */
  for(question: Question, exchange: Exchange): Group {
    const key = groupKeyOf(question);
    const group = this.#byKey.get(key) ?? new Group(key, exchange, this.#needs);
    this.#byKey.delete(key);
    this.#byKey.set(key, group);
    this.#makeRoom(group);
    return group;
  }

  /** Forgets a group; its requests are in no other. */
  remove(group: Group): void {
    this.#byKey.delete(group.key);
  }

  #makeRoom(used: Group): void {
    if (this.#byKey.size <= MAX_GROUPS) return;
    for (const [key, group] of this.#byKey) {
      if (group === used || group.strands.some(this.#needs.isRow)) continue;
      this.#byKey.delete(key);
      this.others += group.forgotten.requests;
      for (const { exchanges } of group.strands) this.others += exchanges.length;
      return;
    }
  }
}
