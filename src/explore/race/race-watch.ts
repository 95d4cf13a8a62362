import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Operation } from '../../runtime/operation.ts';
import { captured, remembersOperations } from '../../runtime/detail.ts';
import { Causality } from './causality.ts';
import { Location } from './location.ts';
import { RaceDetector, type Race } from './race-detector.ts';

/** Looks for races under one schedule. */
export class RaceWatch {
  readonly causality: Causality;
  readonly detector: RaceDetector;
  readonly #counters = new WeakMap<object, Location>();

  /** @param outside goroutines that await something else than the runtime */
  constructor(outside: ReadonlySet<Goroutine>) {
    this.causality = new Causality(outside);
    this.detector = new RaceDetector(this.causality);
  }

  get races(): readonly Race[] {
    return this.detector.races;
  }

  /**
   * A call of a wait group looks at its counter, or begins to wait for it.
   * @param operation the call, when it is one that the scheduler carries out: it knows where in the source it was made
   */
  touched(group: object, how: 'read' | 'write', operation: Operation | undefined): void {
    let location = this.#counters.get(group);
    if (!location) this.#counters.set(group, location = new Location('wait-group'));
    this.detector.accessed(location, how, remembersOperations ? operation ?? captured(12) : undefined);
  }
}
