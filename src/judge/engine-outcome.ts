import type { Finding } from '../explore/report.ts';
import type { Printed } from './printed.ts';

/** One of the different things that happened. */
export interface EngineOutcome {
  readonly finding?: Finding;
  readonly value: unknown;
  readonly printed: Printed;
  readonly replay: string;
}
