import type { SourceMapConsumer } from 'source-map-js';

/** What the code calls otherwise than its source does: the name in the code, and the one in the source. */
export function renamedIn(code: string, map: SourceMapConsumer): ReadonlyMap<string, string> {
  const lines = code.split('\n');
  const renamed = new Map<string, string>();
  map.eachMapping(({ generatedLine, generatedColumn, name }) => {
    // Most places of the code keep the name they had, and the map says so by not naming any.
    if (name === null || name === undefined) return;
    const here = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(lines[generatedLine - 1]?.slice(generatedColumn) ?? '')?.[0];
    if (here !== undefined && here !== name) renamed.set(here, name);
  });
  return renamed;
}
