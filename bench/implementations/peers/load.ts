import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * A package to compare with: from `bench/node_modules`, or from the folder that `BENCH_PEERS` names (with `node_modules` in it), for packages
 * that the registry at hand does not have. Its types are those that the adapter states: the peers need not be installed to check types.
 */
export async function load<T>(name: string): Promise<T> {
  const elsewhere = process.env['BENCH_PEERS'];
  try {
    return (await import(name)) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND' || elsewhere === undefined) throw error;
    return (await import(pathToFileURL(createRequire(path.resolve(elsewhere, 'package.json')).resolve(name)).href)) as T;
  }
}

/** Starts an `async` function as a goroutine, in a microtask of its own, for packages that know no goroutines. */
export function goroutine(body: () => Promise<void>): void {
  queueMicrotask(() => void body());
}
