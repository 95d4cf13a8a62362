import type { Detail } from '../runtime/detail.ts';
import type { Order } from './dispatcher.ts';

/** A goroutine on its way to a thread. */
export interface Task extends Order {
  readonly id: number;
  /** The word that tells how far it is. */
  readonly claim: number;
}

/** What a thread is started with. */
export interface Birth {
  readonly memory: SharedArrayBuffer;
  readonly thread: number;
}

/** An error as plain data: what cannot be cloned is lost, but its text. */
export interface PlainError {
  readonly panic: boolean;
  readonly message: string;
  readonly stack: string;
  /** What was thrown, where it can be cloned. */
  readonly value: unknown;
}

export type ToThread =
  /** Run these. `cell`: the counters of the program that they belong to. */
  | { readonly kind: 'go'; readonly tasks: readonly Task[]; readonly cell: number; readonly detail: Detail; readonly held: boolean }
  /** The program is over. */
  | { readonly kind: 'end' }
  /** Say where your goroutines are. */
  | { readonly kind: 'dump' }
  /** The program of a module, if another thread has made it already. */
  | { readonly kind: 'program'; readonly url: string; readonly program: unknown };

export type ToHome =
  | { readonly kind: 'ended'; readonly ids: readonly number[] }
  | { readonly kind: 'threw'; readonly id: number | undefined; readonly goroutine: number; readonly name: string; readonly error: PlainError }
  /** It was the last thread of the program that had anything to do. */
  | { readonly kind: 'quiet' }
  | { readonly kind: 'dump'; readonly text: string }
  | { readonly kind: 'clean'; readonly survivors: number }
  | { readonly kind: 'exits'; readonly code: number }
  | { readonly kind: 'go'; readonly order: Order; readonly held: boolean }
  | { readonly kind: 'wants'; readonly url: string }
  | { readonly kind: 'bundled'; readonly url: string; readonly program: unknown };
