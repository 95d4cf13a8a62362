import type { Goroutine } from '../runtime/goroutine.ts';
import type { Operation } from '../runtime/operation.ts';
import type { Resource } from '../runtime/resource.ts';

/** Who brings something about; `undefined` when it is the platform. */
export type Actor = Goroutine | 'timer' | undefined;

/** Something that happens under a schedule, in the scheduler's own objects. */
export type ScheduleEvent =
  /** A `go` statement, or a timer that runs a function. */
  | { readonly kind: 'created'; readonly goroutine: Goroutine; readonly by: Actor }
  | { readonly kind: 'starts'; readonly goroutine: Goroutine }
  /** A goroutine begins an operation. */
  | { readonly kind: 'tries'; readonly goroutine: Goroutine; readonly operation: Operation }
  /** It could not be completed at once. */
  | { readonly kind: 'waits'; readonly goroutine: Goroutine; readonly operation: Operation }
  /** It is completed, or has failed. */
  | { readonly kind: 'settled'; readonly goroutine: Goroutine; readonly operation: Operation; readonly how: 'at once' | 'woken'; readonly by: Actor }
  | { readonly kind: 'goes on'; readonly goroutine: Goroutine; readonly operation: Operation }
  /** Something synchronous: `closes`, `unlocks`, … */
  | { readonly kind: 'acts'; readonly goroutine: Goroutine; readonly what: string; readonly resource: Resource }
  /** An access to memory, in a program that tells of them. */
  | { readonly kind: 'accesses'; readonly goroutine: Goroutine; readonly location: object; readonly how: 'read' | 'write'; readonly site: number }
  | { readonly kind: 'ends'; readonly goroutine: Goroutine }
  | { readonly kind: 'throws'; readonly goroutine: Goroutine; readonly error: unknown };
