/** A link of a list; it belongs to one at a time. */
export interface Link {
  older: this | undefined;
  newer: this | undefined;
}

/** Links in the order of their last use. Unlike a `Map` in which each use deletes and adds, it takes the same time however many there are. */
export class RecencyList<L extends Link> {
  /** The one that was unused for longest. */
  oldest: L | undefined;
  #newest: L | undefined;

  /** Adds a link that is in no list, as the one used last. */
  add(link: L): void {
    link.older = this.#newest;
    link.newer = undefined;
    if (this.#newest) this.#newest.newer = link;
    else this.oldest = link;
    this.#newest = link;
  }

  remove(link: L): void {
    if (link.older) link.older.newer = link.newer;
    else this.oldest = link.newer;
    if (link.newer) link.newer.older = link.older;
    else this.#newest = link.older;
    link.older = undefined;
    link.newer = undefined;
  }

  /** Makes a link of this list the one used last. */
  touch(link: L): void {
    if (link === this.#newest) return;
    this.remove(link);
    this.add(link);
  }
}
