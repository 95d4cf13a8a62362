import { creationStack } from './detail.ts';
import type { Program } from './program.ts';
import type { Operation } from './waiter.ts';

/** A goroutine: a function that runs concurrently with the rest of its program. */
export class Goroutine {
  readonly id: number;
  readonly name: string;
  readonly program: Program;
  /** Exempt from leak and never-ends findings. */
  readonly daemon: boolean;
  readonly createdAt: string | undefined;
  readonly parent: Goroutine | undefined;
  /** Operations that are parked: none, or one; more when some were not awaited. */
  readonly waits = new Set<Operation>();
  ended = false;

  constructor(program: Program, name: string, kind: 'ordinary' | 'daemon', parent: Goroutine | undefined) {
    this.program = program;
    this.id = program.nextId();
    this.name = name;
    this.daemon = kind === 'daemon';
    this.parent = parent;
    // main is started by the runtime, not by a line of the program.
    this.createdAt = parent ? creationStack() : undefined;
  }
}
