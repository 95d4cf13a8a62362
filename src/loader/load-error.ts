import type { SourceSite } from '../runtime/sites.ts';

/** One reason why source could not become a program. */
export interface LoadProblem {
  readonly message: string;
  readonly site?: SourceSite;
}

/** The source could not become a program: a syntax error, or an import that leads nowhere. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
  readonly problems: readonly LoadProblem[];

  constructor(problems: readonly LoadProblem[]) {
    super(problems.map(({ message, site }) => (site ? `${site.file}:${site.line}:${site.column}: ${message}` : message)).join('\n'));
    this.problems = problems;
  }
}
