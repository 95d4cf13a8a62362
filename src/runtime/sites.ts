import { fileURLToPath } from 'node:url';

/** A place in source text. Lines and columns count from 1. */
export interface SourceSite {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** How code that a loader made leads back to its author's source. */
export interface SourceMapper {
  /** The place in the source that a place in the code stands for; `undefined` when it is not in that code. */
  site(site: SourceSite): SourceSite | undefined;
  /** A line of the source, counted from 1. */
  sourceLine(file: string, line: number): string | undefined;
  /** What holds the value of the call at a place in the source. */
  naming?(site: SourceSite): Naming | undefined;
  /** What the author called a function that the code calls otherwise. */
  sourceName?(name: string): string | undefined;
}

/** What holds the value of a call. */
export interface Naming {
  /**
   * - `variable`: it has that name.
   * - `field`: it is a property of that name of the object being made.
   * - `element`: it is one of several in what has that name.
   * - `returned`: whoever called the function has it; `name` is empty.
   */
  readonly kind: 'variable' | 'field' | 'element' | 'returned';
  readonly name: string;
  /** The call is one with `new`. */
  readonly isInstance?: boolean;
  /** The second name that it is given, when the call gives a group and its context. */
  readonly context?: string;
  /** The function in which that is. */
  readonly within?: string;
}

const mappers = new Set<SourceMapper>();
/** Where this package's own code lies, `src/` or `dist/`: its frames are never the author's. */
const ownFolder = fileURLToPath(new URL('..', import.meta.url)).replaceAll('\\', '/');

/** A loader registers how the code it made leads back to the source. @returns how to take it back */
export function addSourceMapper(mapper: SourceMapper): () => void {
  mappers.add(mapper);
  return () => mappers.delete(mapper);
}

/** The first frame of a captured stack that is the author's own. */
export function authorSite(stack: string | undefined): SourceSite | undefined {
  if (stack === undefined) return undefined;
  for (const frame of frames(stack)) {
    for (const mapper of mappers) {
      const mapped = mapper.site(frame);
      if (mapped) return mapped;
    }
    if (!isOurs(frame.file)) return frame;
  }
  return undefined;
}

/** The places of a captured stack that are the author's own, innermost first. */
export function authorSites(stack: string | undefined): SourceSite[] {
  if (stack === undefined) return [];
  return frames(stack).flatMap((frame) => {
    const mapped = [...mappers].map((mapper) => mapper.site(frame)).find((site) => site !== undefined);
    return mapped ?? (isOurs(frame.file) ? [] : frame);
  });
}

/** What holds the value of the call at a place in the author's source, where a loader knows it. */
export function authorNaming(site: SourceSite): Naming | undefined {
  for (const mapper of mappers) {
    const naming = mapper.naming?.(site);
    if (naming) return naming;
  }
  return undefined;
}

/** A function's name as its author wrote it: putting modules into one file may have changed it. */
export function authorName(name: string): string {
  for (const mapper of mappers) {
    const original = mapper.sourceName?.(name);
    if (original !== undefined) return original;
  }
  return name;
}

/** A line of the author's source, where a loader knows it. */
export function authorLine(site: SourceSite): string | undefined {
  for (const mapper of mappers) {
    const line = mapper.sourceLine(site.file, site.line);
    if (line !== undefined) return line;
  }
  return undefined;
}

/** The frames of an engine's stack text, innermost first. */
export function frames(stack: string): SourceSite[] {
  const found: SourceSite[] = [];
  for (const line of stack.split('\n')) {
    const text = line.trim();
    if (!text.startsWith('at ')) continue;
    // `at name (file:1:2)` or `at file:1:2`; the file may hold spaces and brackets.
    const place = text.endsWith(')') ? text.slice(text.indexOf(' (') + 2, -1) : text.replace(/^at (?:async )?/, '');
    const match = /^(?!eval at )(.+):(\d+):(\d+)$/.exec(place);
    if (!match?.[1]) continue;
    found.push({ file: match[1], line: Number(match[2]), column: Number(match[3]) });
  }
  return found;
}

function isOurs(file: string): boolean {
  if (file.startsWith('node:') || file.startsWith('internal/')) return true;
  const path = file.startsWith('file://') ? fileURLToPath(file).replaceAll('\\', '/') : file;
  return path.startsWith(ownFolder);
}
