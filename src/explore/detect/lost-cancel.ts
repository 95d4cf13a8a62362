import type { CancelUse } from '../../loader/cancel-use.ts';
import type { LoadedProgram } from '../../loader/index.ts';
import { authorSite, frames, type SourceSite } from '../../runtime/sites.ts';
import type { Fault } from './fault.ts';
import type { MadeContext } from './context-watch.ts';

/** What the source says about the contexts that a program makes. */
export class ContextSource {
  readonly #program: LoadedProgram | undefined;
  readonly #isJudged: (site: SourceSite) => boolean;

  /**
   * @param program where its source is known
   * @param isJudged whether a place in the source is the author's, who is to hear of it
   */
  constructor(program: LoadedProgram | undefined, isJudged: (site: SourceSite) => boolean) {
    this.#program = program;
    this.#isJudged = isJudged;
  }

  /** Where one was made. */
  siteOf({ stack }: MadeContext): SourceSite | undefined {
    const text = stack.stack ?? '';
    const program = this.#program;
    return program ? frames(text).map((frame) => program.site(frame)).find((site) => site !== undefined) : authorSite(text);
  }

  /** What became of its cancel function: one that was put by, to be called some day, is not lost. */
  cancelUse(made: MadeContext): CancelUse | 'unknown' {
    const site = this.siteOf(made);
    if (!site) return 'unknown';
    if (!this.#isJudged(site)) return 'kept';
    return made.context.maker === 'errgroup' ? 'unknown' : this.#program?.cancelUse(site) ?? 'unknown';
  }
}

/** Main has returned, and left contexts open that nobody will ever end: one fault for each place in the source that made some. */
export function lostCancels(lost: readonly MadeContext[], source: ContextSource): readonly Fault[] {
  const groups = Map.groupBy(lost, (made) => `${made.context.maker} ${placeIn(source.siteOf(made))}`);
  return [...groups.values()].map((group) => {
    const maker = group[0]?.context.maker ?? 'context';
    const site = group[0] && source.siteOf(group[0]);
    return {
      kind: 'lost-cancel',
      ...(maker === 'context' ? {} : { detail: maker }),
      goroutines: [...new Set(group.map(({ goroutine }) => goroutine))],
      contexts: group.map(({ context }) => context),
      ...(site ? { site } : {}),
    };
  });
}

function placeIn(site: SourceSite | undefined): string {
  return site ? `${site.file}:${site.line}:${site.column}` : '';
}
