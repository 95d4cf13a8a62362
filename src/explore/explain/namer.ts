import { creationIndex } from '../../runtime/detail.ts';
import { plainName, unnamed, whereabouts } from '../../runtime/resource-name.ts';
import type { Resource } from '../../runtime/resource.ts';

/** Names for everything that a finding speaks of: two different things are called differently. */
export class Namer {
  readonly #names = new Map<Resource, string>();

  /** @param resources all of them, in the order in which they were first used */
  constructor(resources: Iterable<Resource>) {
    for (const group of Map.groupBy(new Set(resources), (resource) => `${resource.kind} ${this.plain(resource)}`).values()) {
      if (group.length > 1) this.#tellApart(group);
    }
  }

  /** `jobs`, or `an unnamed channel`. */
  plain(resource: Resource): string {
    const known = this.#names.get(resource);
    if (known !== undefined) return known;
    const name = plainName(resource) ?? unnamed(resource);
    this.#names.set(resource, name);
    return name;
  }

  /** The same between marks, for a sentence. */
  quoted(resource: Resource): string {
    const name = this.plain(resource);
    return name === unnamed(resource) ? name : `\`${name}\``;
  }

  /** By the objects that they belong to, or the functions that make them, if that tells them apart; else by their number. */
  #tellApart(group: readonly Resource[]): void {
    const places = group.map(whereabouts);
    const base = (resource: Resource): string => plainName(resource) ?? unnamed(resource).replace('an unnamed ', '');
    const ways = [
      group.map((resource, index) => places[index]?.owner && `${places[index].owner}.${base(resource)}`),
      group.map((resource, index) => places[index]?.within && `${base(resource)} (${places[index].within})`),
    ];
    const enough = ways.find((names) => new Set(names).size === group.length && !names.includes(undefined));
    const ordered = group.toSorted((a, b) => indexOf(a) - indexOf(b));
    for (const [index, resource] of group.entries()) this.#names.set(resource, enough?.[index] ?? `${base(resource)} #${ordered.indexOf(resource) + 1}`);
  }
}

/** Those that one line makes are counted as it made them. */
function indexOf({ createdAt }: Resource): number {
  return createdAt === undefined ? 0 : creationIndex(createdAt);
}
