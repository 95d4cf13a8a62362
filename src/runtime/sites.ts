import { fileURLToPath } from 'node:url';

/** A place in source text. Lines and columns count from 1. */
export interface SourceSite {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Turns a place in loaded code into a place in its author's source; `undefined` when the place is not in that code. */
export type SiteMapper = (site: SourceSite) => SourceSite | undefined;

const mappers = new Set<SiteMapper>();
/** Where this package's own code lies, `src/` or `dist/`: its frames are never the author's. */
const ownFolder = fileURLToPath(new URL('..', import.meta.url)).replaceAll('\\', '/');

/** A loader registers how places in the code it made lead back to the source. @returns how to take it back */
export function addSiteMapper(mapper: SiteMapper): () => void {
  mappers.add(mapper);
  return () => mappers.delete(mapper);
}

/** The first frame of a captured stack that is the author's own. */
export function authorSite(stack: string | undefined): SourceSite | undefined {
  if (stack === undefined) return undefined;
  for (const frame of frames(stack)) {
    for (const mapper of mappers) {
      const mapped = mapper(frame);
      if (mapped) return mapped;
    }
    if (!isOurs(frame.file)) return frame;
  }
  return undefined;
}

/** The frames of an engine's stack text, innermost first. */
export function frames(stack: string): SourceSite[] {
  const found: SourceSite[] = [];
  for (const line of stack.split('\n')) {
    const match = /\(?((?:file:\/\/)?[^\s()]+):(\d+):(\d+)\)?$/.exec(line.trim());
    if (!match?.[1] || !line.trimStart().startsWith('at ')) continue;
    found.push({ file: match[1], line: Number(match[2]), column: Number(match[3]) });
  }
  return found;
}

function isOurs(file: string): boolean {
  if (file.startsWith('node:') || file.startsWith('internal/')) return true;
  const path = file.startsWith('file://') ? fileURLToPath(file).replaceAll('\\', '/') : file;
  return path.startsWith(ownFolder);
}
