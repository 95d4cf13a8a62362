/** A quick look at a learner's progress, for commands that only show it: a list must not wait for what repairs and writes a state. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How far somebody is. A whole `State` says it, too. */
export interface Glance {
  readonly current?: string;
  readonly lessons: Readonly<Record<string, { readonly state: 'started' | 'read' }>>;
  readonly exercises: Readonly<Record<string, { readonly state: 'started' | 'passed' }>>;
}

/** What `state.json` in `folder` says; `undefined` when it takes more than a look: it is damaged, or of another version, or there is only its backup. */
export function glance(folder: string): Glance | undefined {
  try {
    const document: unknown = JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8'));
    return isGlance(document) ? document : undefined;
  } catch (error) {
    const isNew = error instanceof Error && 'code' in error && error.code === 'ENOENT' && !existsSync(join(folder, 'state.json.bak'));
    return isNew ? { lessons: {}, exercises: {} } : undefined;
  }
}

function isGlance(document: unknown): document is Glance {
  return isRecord(document) && document['schema'] === 'concurrency-tutor/state/v1'
    && (document['current'] === undefined || typeof document['current'] === 'string')
    && areStates(document['lessons'], ['started', 'read']) && areStates(document['exercises'], ['started', 'passed']);
}

function areStates(parts: unknown, known: readonly string[]): boolean {
  return isRecord(parts) && Object.values(parts).every((part) => isRecord(part) && known.includes(String(part['state'])));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
