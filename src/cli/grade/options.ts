import type { Seed } from '../../judge/seed.ts';

export interface GradeCommandOptions {
  readonly exercise: readonly string[];
  readonly out: string;
  readonly jobs?: number;
  readonly suites?: string;
  readonly policy?: string;
  readonly overrides?: string;
  readonly roster?: string;
  readonly mapping?: string;
  readonly anonymous?: boolean;
  readonly similarity: number;
  readonly seed?: Seed;
  readonly schedules?: number;
  readonly again?: boolean;
  readonly allowWeakIsolation?: boolean;
  readonly queue?: string;
  readonly explain?: string;
  readonly replay?: boolean;
  readonly failOnAny?: boolean;
  readonly exitZero?: boolean;
  readonly json?: boolean;
}
