/** How far each of a number of actors had come: what is at or before these times has happened. */
export class VectorClock {
  readonly #times: number[] = [];

  get(index: number): number {
    return this.#times[index] ?? 0;
  }

  /** Learns how far one actor has come. */
  raise(index: number, time: number): void {
    // No holes, which would make the engine look things up.
    while (this.#times.length <= index) this.#times.push(0);
    if (time > (this.#times[index] as number)) this.#times[index] = time;
  }

  /** Learns what another one knows. */
  join(other: VectorClock): void {
    const times = other.#times;
    while (this.#times.length < times.length) this.#times.push(0);
    for (let index = 0; index < times.length; index++) {
      const time = times[index] as number;
      if (time > (this.#times[index] as number)) this.#times[index] = time;
    }
  }
}
