import { PendingCensus } from './pending-census.ts';
import { awaitsTurn, platformResources } from './platform-resources.ts';
import type { Goroutine } from './goroutine.ts';
import type { Program } from './program.ts';

/** How long to leave a program alone that only a platform handle can wake, before looking again. Milliseconds. */
const FIRST_LOOK = 5;
const LAST_LOOK = 250;

/** Those that wait for the platform. One listener serves them all, however many programs there are. */
const lookingAgain = new Set<DeadlockWatch>();

function onBeforeExit(): void {
  const watches = [...lookingAgain];
  lookingAgain.clear();
  for (const watch of watches) watch.lookNow();
}

/**
 * Notices that a program can never go on: every goroutine is parked in a runtime operation, no runtime timer is pending,
 * and nothing outside can wake one. Decided on an event-loop turn, when every chain of microtasks has run dry; never by how long
 * something takes.
 */
export class DeadlockWatch {
  readonly #program: () => Program;
  readonly #report: (elsewhere: readonly string[]) => void;
  readonly #before = platformResources();
  readonly #pending = new PendingCensus();
  /** A goroutine that was not parked when last looked at: as long as that is so, no other need be looked at. */
  #witness: Goroutine | undefined;
  #look = FIRST_LOOK;
  #poll: NodeJS.Timeout | undefined;

  /** @param report is told what there is to see elsewhere */
  constructor(program: () => Program, report: (elsewhere: readonly string[]) => void) {
    this.#program = program;
    this.#report = report;
  }

  /** Something changed that may have been the last thing to hope for. */
  suspect(): void {
    const program = this.#program();
    if (program.isWatched || program.over) return;
    program.isWatched = true;
    setImmediate(() => {
      // A second turn, so that whatever was queued for the first one has had its say.
      setImmediate(() => this.#decide());
    });
  }

  /** Looks before anybody is suspicious. */
  lookNow(): void {
    this.#program().isWatched = false;
    this.suspect();
  }

  /** The program is over: nothing is left to watch. */
  stop(): void {
    this.#pending.close();
    clearTimeout(this.#poll);
    lookingAgain.delete(this);
    if (lookingAgain.size === 0) process.off('beforeExit', onBeforeExit);
  }

  #decide(): void {
    if (!this.#stuck()) {
      this.#program().isWatched = false;
      return;
    }
    // Meanwhile the program counts as watched: nobody else need look.
    if (this.#platformMayWake()) {
      this.#lookAgain();
      return;
    }
    const elsewhere = this.#askElsewhere();
    if (!elsewhere) {
      this.#program().isWatched = false;
      return;
    }
    this.stop();
    this.#report(elsewhere);
  }

  /** Asks those who may or may not wake the program. @returns what there is to see at each; nothing when one of them may */
  #askElsewhere(): readonly string[] | undefined {
    const seen: string[] = [];
    for (const { asleep } of this.#program().wakers) {
      const text = asleep?.();
      if (text === undefined) return undefined;
      if (text !== '') seen.push(text);
    }
    return seen;
  }

  #stuck(): boolean {
    const program = this.#program();
    return !program.over && program.timers.length === 0 && !mayWakeAnyTime(program) && this.#allParked(program);
  }

  #allParked(program: Program): boolean {
    if (this.#witness && !this.#witness.ended && !this.#witness.isParked) return false;
    this.#witness = undefined;
    for (const goroutine of program.goroutines) {
      if (goroutine.isParked) continue;
      this.#witness = goroutine;
      return false;
    }
    return true;
  }

  #platformMayWake(): boolean {
    const now = platformResources();
    // A chain of turns that the program has asked for may lead to anything.
    let more = this.#pending.anyPending || awaitsTurn();
    for (const [kind, count] of now) if (kind !== 'Timeout' && count > (this.#before.get(kind) ?? 0)) more = true;
    // A resource that has gone cannot vouch for one that came later.
    for (const [kind, count] of this.#before) this.#before.set(kind, Math.min(count, now.get(kind) ?? 0));
    return more;
  }

  /** Only the platform's handles keep the program's hope alive, and nothing tells when they go: look again, ever more rarely. */
  #lookAgain(): void {
    if (lookingAgain.size === 0) process.once('beforeExit', onBeforeExit);
    lookingAgain.add(this);
    clearTimeout(this.#poll);
    this.#poll = setTimeout(() => this.lookNow(), this.#look).unref();
    this.#look = Math.min(this.#look * 2, LAST_LOOK);
  }
}

function mayWakeAnyTime({ wakers }: Program): boolean {
  for (const waker of wakers) if (!waker.asleep) return true;
  return false;
}
