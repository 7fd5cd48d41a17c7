import type { EndpointChoice } from '../../model/polls.ts';
import type { RepeatingRequests, RequestGroup, RequestGroupDetail } from '../../model/requests.ts';
import { Names } from '../../names.ts';
import type { Group } from '../strands/group.ts';
import type { Groups } from '../strands/groups.ts';
import type { Strand } from '../strands/strand.ts';
import { detailOf, idOf, rowOf, urlOf } from './group-row.ts';

interface RepeatingNeeds {
  /** Whether a strand is a row in Streams, and so none of these. */
  readonly isRow: (strand: Strand) => boolean;
  readonly choiceOf: (endpoint: string) => EndpointChoice | null;
}

/** What repeats and is no row in Streams, as plain data. A group is made again only when it has changed. */
export class Repeating {
  readonly #groups: Groups;
  readonly #needs: RepeatingNeeds;
  readonly #made = new WeakMap<Group, { readonly version: number; readonly row: RequestGroup | null }>();
  /** As they were made, with the names that tell them apart. */
  readonly #named = new WeakMap<RequestGroup, RequestGroup>();
  #listed: ReadonlySet<string> = new Set();
  /** Paths often end alike (`/first/items`): what tells two apart is in their names, as in Streams. */
  readonly #names = new Names((id) => this.#listed.has(id));
  /** Grows where a decision or a new row changes what belongs here. */
  #version = 0;
  #all: RepeatingRequests = { groups: [], requests: 0, failing: 0, others: 0 };
  #sum = -1;
  #detail: RequestGroupDetail | null = null;

  constructor(groups: Groups, needs: RepeatingNeeds) {
    this.#groups = groups;
    this.#needs = needs;
  }

  /** A decision or a new row changed what belongs here. @param by more than the versions of groups that went. */
  changed(by = 1): void {
    this.#version += by;
  }

  /** The same object until something changes. */
  all(): RepeatingRequests {
    let sum = this.#version + this.#groups.others;
    for (const group of this.#groups) sum += group.version;
    if (sum === this.#sum) return this.#all;
    this.#sum = sum;
    const made = [...this.#groups].flatMap((group) => this.#rowOf(group) ?? []);
    this.#listed = new Set(made.map(({ id }) => id));
    for (const row of made) this.#names.add(namedOf(row));
    const groups = made.map((row) => this.#nameOf(row));
    // First seen stays first: a row moves only where it begins to fail, or no longer does.
    groups.sort((a, b) => Number(b.failing !== null) - Number(a.failing !== null) || a.firstAt - b.firstAt);
    this.#all = {
      groups,
      requests: groups.reduce((total, { requests }) => total + requests, 0),
      failing: groups.filter(({ failing }) => failing !== null).length,
      others: this.#groups.others,
    };
    return this.#all;
  }

  /** One group looked into; null where there is none of that id. The same object until it changes. */
  detail(id: string): RequestGroupDetail | null {
    const row = this.all().groups.find((group) => group.id === id);
    if (!row) return null;
    if (this.#detail?.group === row) return this.#detail;
    for (const group of this.#groups) {
      if (idOf(group) === id) this.#detail = detailOf(this.#strandsOf(group), row);
    }
    return this.#detail?.group === row ? this.#detail : null;
  }

  #strandsOf(group: Group): readonly Strand[] {
    return group.strands.filter((strand) => !this.#needs.isRow(strand) && strand.exchanges.length > 0);
  }

  #rowOf(group: Group): RequestGroup | null {
    const version = group.version + this.#version;
    const made = this.#made.get(group);
    if (made?.version === version) return made.row;
    const strands = this.#strandsOf(group);
    const choice = strands[0] ? this.#needs.choiceOf(strands[0].endpoint) : null;
    const row = rowOf(group, strands, choice);
    this.#made.set(group, { version, row });
    return row;
  }

  #nameOf(row: RequestGroup): RequestGroup {
    const name = this.#names.of(namedOf(row));
    const known = this.#named.get(row);
    if (known?.name === name) return known;
    const named = { ...row, name };
    this.#named.set(row, named);
    return named;
  }
}

/** What tells it from others of its name. */
function namedOf({ id, name, endpoint, method, answeredBy }: RequestGroup) {
  return { id, name, url: urlOf(endpoint), method, ...(answeredBy && { answeredBy }) };
}
