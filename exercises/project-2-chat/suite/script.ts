/** What a scenario is told to do, and what it tells of it: plain data. */
import type { Limits } from '../support/options.ts';
import type { Command, Event, Message, User } from '../support/protocol.ts';

export type Action =
  | { readonly at: number; readonly send: Command }
  | { readonly at: number; readonly sendText: string }
  | { readonly at: number; readonly hangUp: true };

export interface Client {
  /** Also the token he says hello with, where the script does so. */
  readonly name: string;
  readonly connectsAt: number;
  readonly actions: readonly Action[];
  /** From when on he reads nothing any more. */
  readonly stuckFrom?: number;
}

export interface Script {
  readonly limits: Limits;
  /** By token. */
  readonly users: Readonly<Record<string, User>>;
  /** How long the check of a token takes; `throws` is a token whose check fails. */
  readonly authentication: { readonly takes: Readonly<Record<string, number>>; readonly throws?: string };
  readonly storage: {
    readonly takes: number;
    /** How long a query takes. */
    readonly queries: number;
    /** Calls of `append` that fail, counted from 1. */
    readonly fails?: readonly number[];
    readonly queriesFail?: true;
  };
  readonly clients: readonly Client[];
  readonly shutdownAt: number;
  /** The deadline of the shutdown, in milliseconds from then. */
  readonly within: number;
}

/** Something that happened. They are in order; `at` is in milliseconds since the beginning, to the nearest 10. */
export type Happening = { readonly at: number } & (
  | { readonly what: 'got'; readonly client: string; readonly event: Event }
  | { readonly what: 'closed'; readonly client: string; readonly code: number }
  | { readonly what: 'served'; readonly client: string; readonly threw?: string }
  | { readonly what: 'append'; readonly call: number; readonly count: number }
  | { readonly what: 'appended'; readonly call: number; readonly messages: readonly Message[] }
  | { readonly what: 'append failed'; readonly call: number }
  | { readonly what: 'used twice at once'; readonly method: string }
  | { readonly what: 'storage closed'; readonly busy: number }
  | { readonly what: 'shutdown' }
  | { readonly what: 'shutdown returned'; readonly threw?: string }
);

export interface History {
  readonly happenings: readonly Happening[];
  /** Goroutines a while after the shutdown, without the scenario's own. */
  readonly goroutines: number;
}
