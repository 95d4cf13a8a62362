import type { LoadedProgram } from '../loader/index.ts';
import { authorSite, type SourceSite } from '../runtime/sites.ts';
import type { Resource } from '../runtime/waiter.ts';

/** Finds out what the author calls things, and where in the author's source they are. */
export class Names {
  readonly #program: LoadedProgram | undefined;

  constructor(program: LoadedProgram | undefined) {
    this.#program = program;
  }

  /** The place of a captured stack in the author's source. */
  site(stack: string | undefined): SourceSite | undefined {
    const site = authorSite(stack);
    if (!site || site.file.startsWith('node:')) return undefined;
    return site;
  }

  /** The name of the variable or property that holds a channel or lock, as its author wrote it. */
  of(resource: Resource): string {
    const name = resource.label ?? this.#variable(this.site(resource.createdAt));
    return name === undefined ? `an unnamed ${resource.kind.replace('-', ' ')}` : `\`${name}\``;
  }

  /** The name that the source gives to what is made at a place: `const jobs = chan(…)`, `this.jobs = …`, `jobs: chan(…)`. */
  #variable(site: SourceSite | undefined): string | undefined {
    const line = site && this.#program?.sourceLine(site.file, site.line);
    if (!line) return undefined;
    const before = line.slice(0, site.column - 1);
    const match = /([\p{ID_Start}$_#][\p{ID_Continue}$]*)\s*(?::[^=:;{}]*)?(?:=|:)\s*(?:new\s+)?(?:[\p{ID_Continue}$.]*\.)?$/u.exec(before);
    return match?.[1];
  }
}
