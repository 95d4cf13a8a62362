import type { Cell, Memory, SiteNumber } from './accesses.ts';
import { hooksFor } from './hooks.ts';
import { SiteTable, type AccessSite, type FileSites } from './sites.ts';

/** Modules that are evaluated once, outside of any schedule, tell of their accesses to whoever listens at the time. */
let listener: Memory | undefined;
const files: FileSites[] = [];
let table: SiteTable | undefined;

const relay: Memory = {
  // One cell stands for a variable under all schedules; those who listen tell the schedules apart.
  variable: () => ({}),
  readVariable: (cell: Cell, site: SiteNumber) => listener?.readVariable(cell, site),
  writeVariable: (cell: Cell, site: SiteNumber) => listener?.writeVariable(cell, site),
  read: (o, key, site) => listener?.read(o, key, site),
  write: (o, key, site) => listener?.write(o, key, site),
  remove: (o, key, site) => listener?.remove(o, key, site),
  method: (o, name, site, count, key, second) => listener?.method(o, name, site, count, key, second),
  readAll: (o, site) => listener?.readAll(o, site),
  resumed: () => listener?.resumed(),
};

/** The hooks of such modules. */
export const relayedHooks = hooksFor(relay);

/** Listens from now on. @returns how to stop */
export function listen(memory: Memory): () => void {
  listener = memory;
  return () => {
    if (listener === memory) listener = undefined;
  };
}

/** A module of this kind says which accesses it tells of, as it begins. */
export function tellsOf(file: FileSites): void {
  const known = files.findIndex(({ base }) => base === file.base);
  files.splice(known === -1 ? files.length : known, 1, file);
  table = undefined;
}

/** Whether there are any such modules. */
export function anyTells(): boolean {
  return files.length > 0;
}

/** An access that one of them told of. */
export function relayedAccess(site: SiteNumber): AccessSite | undefined {
  return (table ??= new SiteTable(files)).site(site);
}
