import { creationStack } from './detail.ts';
import type { Operation } from './operation.ts';
import type { Program } from './program.ts';
import type { QueueNode } from './queue.ts';

/** Who started a goroutine. Not the goroutine itself, which would live as long as the last of its descendants. */
export interface Parent {
  readonly id: number;
  readonly name: string;
}

const daemons = new WeakSet<Goroutine>();
/** Where goroutines were started, at detail `creation` and above. */
const origins = new WeakMap<Goroutine, string>();

/** A goroutine: a function that runs concurrently with the rest of its program. */
// There may be a million of them, so what few have stands beside the class.
export class Goroutine implements QueueNode {
  previous: QueueNode | undefined = undefined;
  next: QueueNode | undefined = undefined;
  readonly program: Program;
  readonly id: number;
  readonly name: string;
  readonly parent: Parent | undefined;
  /** What it will run; once it has begun, how far it is. */
  body: (() => unknown) | 'running' | 'ended' = 'running';
  /** The last operation it waited for. Whether it still does, the operation knows: so nothing is to be done here when it is completed. */
  wait: Operation | undefined = undefined;
  /** Others that it started and did not await. */
  private aside: Set<Operation> | undefined = undefined;

  constructor(program: Program, name: string, kind: 'ordinary' | 'daemon', parent: Parent | undefined) {
    this.program = program;
    this.id = program.nextId();
    this.name = name;
    this.parent = parent;
    if (kind === 'daemon') daemons.add(this);
    // main is started by the runtime, not by a line of the program.
    const origin = parent ? creationStack() : undefined;
    if (origin !== undefined) origins.set(this, origin);
  }

  /** The engine's stack text of the call that started it, at detail `creation` and above. */
  get createdAt(): string | undefined {
    return origins.get(this);
  }

  /** A daemon is exempt from leak and never-ends findings. */
  get daemon(): boolean {
    return daemons.has(this);
  }

  get ended(): boolean {
    return this.body === 'ended';
  }

  /** The operations that it waits in, the one that waits longest first: none, or one; more when some were not awaited. */
  get waits(): readonly Operation[] {
    return [...(this.aside ?? []), ...(this.wait?.isWaiting ? [this.wait] : [])];
  }

  get isParked(): boolean {
    return this.wait?.isWaiting === true || this.aside !== undefined;
  }

  /** An operation waits. */
  park(operation: Operation): void {
    operation.state = 'parked';
    const before = this.wait;
    this.wait = operation;
    if (before?.isWaiting) this.setAside(before);
  }

  /** It has run to its end. An operation that it never awaited goes on waiting, as a goroutine without a name would. */
  end(): void {
    this.body = 'ended';
    if (this.wait?.isWaiting) this.setAside(this.wait);
    this.wait = undefined;
  }

  /** An operation that was set aside waits no longer. */
  forget(operation: Operation): void {
    this.aside?.delete(operation);
    if (this.aside?.size !== 0) return;
    this.aside = undefined;
    if (this.ended) this.program.left(this);
  }

  /** It goes on although it waits for an operation. */
  setAside(operation: Operation): void {
    operation.state = 'aside';
    this.aside ??= new Set();
    this.aside.add(operation);
  }
}
