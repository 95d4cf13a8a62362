import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { ensureBuilt } from '../support/built.ts';

await ensureBuilt();
/** The package as it is built: its threads start many times faster than from source, which Node has to read anew for each. */
const built = (await import(pathToFileURL(resolve(import.meta.dirname, '../../dist/index.js')).href)) as typeof import('concurrency-tutor');

export const { chan, context, DeadlockError, go, nilChan, Panic, run, runtime, select, sync, threads, time } = built;
export type Panic = InstanceType<typeof Panic>;
