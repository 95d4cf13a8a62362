import type { Footprint } from './footprint.ts';

/** A goroutine or an alarm, by a number that is the same in every run: it stands for who brought it about, and as which of his children. */
export type Process = number;

/** A process whose next step need not be taken here: what would follow has been seen elsewhere. */
export interface Sleeper {
  readonly footprint: Footprint;
  /** Things with a lower number have the same number in every run that comes by here. */
  readonly known: number;
}

/** A state of the program in which somebody takes a step, and the step. */
export interface StepNode {
  readonly kind: 'step';
  /** Its place among the steps of the run. */
  readonly index: number;
  readonly enabled: readonly Process[];
  chosen: Process;
  /** Those whose steps are to be tried here. */
  readonly wanted: Set<Process>;
  /** Those whose steps have been tried. */
  readonly done: Set<Process>;
  readonly asleep: Map<Process, Sleeper>;
  /** How many things had a number. */
  readonly known: number;
  /** What the step touches. */
  footprint: Footprint;
  /** The step that made this one possible; -1 when it was possible from the start. */
  enabledBy: number;
  /** All steps before this one come before it: time has gone on in between. */
  readonly barrier: number;
  /** How often, before this step, somebody was made to wait who could have gone on. */
  readonly preemptions: number;
  /** Who could go on without anybody having to wait. */
  readonly running: Process | undefined;
  /** The steps that this one cannot be moved before, as a set of bits. */
  before: Uint32Array;
}

/** A choice of the program's own, within a step. */
export interface ChoiceNode {
  readonly kind: 'choice';
  /** The step. */
  readonly index: number;
  readonly bound: number;
  value: number;
}

export type Node = StepNode | ChoiceNode;
