import type { Operation } from '../runtime/operation.ts';
import type { Task } from './strategy/strategy.ts';

/** Numbers for words, the same in every process. */
const codes = new Map<string, number>();

/** FNV-1a over everything that happens in a schedule: who takes a step, to do what, on what, and how it was chosen. */
export class Digest {
  value = 0x811c9dc5;
  /** Things are known by the order in which they are first used: they have no name that is the same in every run. */
  readonly #places = new Map<object, number>();

  step({ goroutine, kind, operation }: Task): void {
    this.number(goroutine.id);
    this.#word(kind);
    if (kind === 'attempt' && operation) this.#attempt(operation);
  }

  /** Something synchronous that a goroutine does. */
  act(what: string, subject: object): void {
    this.#word(what);
    this.#thing(subject);
  }

  number(value: number): void {
    this.value = Math.imul(this.value ^ value, 0x01000193);
  }

  #attempt(operation: Operation): void {
    this.#word(operation.reason);
    for (const resource of operation.resources) this.#thing(resource);
  }

  #thing(subject: object): void {
    let place = this.#places.get(subject);
    if (place === undefined) this.#places.set(subject, place = this.#places.size);
    this.number(place);
  }

  #word(word: string): void {
    let code = codes.get(word);
    if (code === undefined) codes.set(word, code = codeOf(word));
    this.number(code);
  }
}

function codeOf(word: string): number {
  let code = 0x811c9dc5;
  for (let index = 0; index < word.length; index++) code = Math.imul(code ^ word.charCodeAt(index), 0x01000193);
  return code;
}
