/** Room for so many moments to begin with. */
const FIRST_ROOM = 8;

/** Moments in order, the earliest first: a ring of doubles that grows as it is used, and shrinks when most of it is empty. */
export class MomentLog {
  #ring = new Float64Array(FIRST_ROOM);
  #head = 0;
  length = 0;

  /** The moment `back` places before the last; `undefined` when there are not so many. */
  fromEnd(back: number): number | undefined {
    return back < this.length ? this.#at(this.length - 1 - back) : undefined;
  }

  /** Adds a moment `n` times. It is not before the last one. */
  add(moment: number, n: number): void {
    if (this.length + n > this.#ring.length) this.#resize(this.length + n);
    for (let i = 0; i < n; i++) this.#ring[(this.#head + this.length++) & (this.#ring.length - 1)] = moment;
  }

  /** Forgets everything up to and including `end`. */
  dropUntil(end: number): void {
    let gone = 0;
    while (gone < this.length && this.#at(gone) <= end) gone++;
    this.#head = (this.#head + gone) & (this.#ring.length - 1);
    this.length -= gone;
    if (this.#ring.length > FIRST_ROOM && this.length * 4 < this.#ring.length) this.#resize(this.length * 2);
  }

  /** Removes a moment, up to `n` times: the last ones that are equal to it. */
  remove(moment: number, n: number): void {
    const kept: number[] = [];
    let left = n;
    while (this.length > 0 && left > 0) {
      const last = this.#at(this.length - 1);
      if (last < moment) break;
      this.length--;
      if (last === moment) left--;
      else kept.push(last);
    }
    for (const later of kept.toReversed()) this.add(later, 1);
  }

  #at(place: number): number {
    return this.#ring[(this.#head + place) & (this.#ring.length - 1)] as number;
  }

  #resize(room: number): void {
    let size = FIRST_ROOM;
    while (size < room) size *= 2;
    const ring = new Float64Array(size);
    for (let i = 0; i < this.length; i++) ring[i] = this.#at(i);
    this.#ring = ring;
    this.#head = 0;
  }
}
