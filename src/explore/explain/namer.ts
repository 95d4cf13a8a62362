import { ownerName, plainName, resourceName, unnamed } from '../../runtime/resource-name.ts';
import type { Resource } from '../../runtime/resource.ts';

/** Names for everything that a finding speaks of: two different things are called differently. */
export class Namer {
  readonly #names = new Map<Resource, string>();

  /** @param resources all of them, in the order in which they were first used */
  constructor(resources: Iterable<Resource>) {
    for (const group of Map.groupBy(new Set(resources), (resource) => plainName(resource) ?? unnamed(resource)).values()) {
      if (group.length > 1) this.#tellApart(group);
    }
  }

  /** `jobs`, or `an unnamed channel`. */
  plain(resource: Resource): string {
    return this.#names.get(resource) ?? plainName(resource) ?? unnamed(resource);
  }

  /** The same between marks, for a sentence. */
  quoted(resource: Resource): string {
    const name = this.#names.get(resource);
    return name === undefined ? resourceName(resource) : `\`${name}\``;
  }

  /** By the objects that they belong to, if that tells them apart; else by their number. */
  #tellApart(group: readonly Resource[]): void {
    const owned = group.map((resource) => {
      const owner = ownerName(resource);
      return owner === undefined ? undefined : `${owner}.${plainName(resource)}`;
    });
    const isEnough = new Set(owned).size === group.length && !owned.includes(undefined);
    for (const [index, resource] of group.entries()) {
      const name = plainName(resource) ?? unnamed(resource).replace('an unnamed ', '');
      this.#names.set(resource, isEnough ? owned[index] as string : `${name} #${index + 1}`);
    }
  }
}
