import type { RunDocument } from '../../report/index.ts';

/** A run in which nothing happened yet. */
export const emptyRun: RunDocument = {
  schema: 'concurrency-tutor/run/v1',
  mode: 'native',
  verdict: 'pass',
  schedules: 0,
  races: 'not checked',
  controlled: true,
  unfinished: 0,
  findings: [],
  outcomes: [],
  output: [],
  problems: [],
};
