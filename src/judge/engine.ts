/** The explorer as the learner's process uses it. */
import { exploreProgram, replayProgram } from '../explore/index.ts';
import type { Finding, Site } from '../explore/report.ts';
import { LoadedProgram, type ProgramData } from '../loader/index.ts';
import type { EngineOutcome } from './engine-outcome.ts';
import { performNatively } from './native-scenario.ts';
import { ownSite } from './own-sites.ts';
import { frames } from '../runtime/sites.ts';

export interface EngineResult {
  readonly schedules: number;
  readonly outcomes: readonly EngineOutcome[];
}

export interface ScenarioCall {
  readonly scenario: string;
  readonly input: unknown;
  readonly schedules: number;
  readonly seed: number;
}

export interface Engine {
  /** Takes the program and evaluates it once. Gives what it threw or did wrong on the way. */
  load(program: ProgramData): Promise<Finding | undefined>;
  explore(call: ScenarioCall): Promise<EngineResult>;
  /** Runs a scenario once more, under the schedule that a token names. Throws a `ReplayError` when it does something else. */
  replay(call: Pick<ScenarioCall, 'scenario' | 'input'> & { readonly token: string }): Promise<EngineOutcome>;
  /** Runs a scenario once, on the event loop and the real clock. */
  perform(call: Pick<ScenarioCall, 'scenario' | 'input'>): Promise<EngineOutcome>;
  /** Where in the learner's source an error came from. */
  locate(error: unknown): Site | undefined;
}

/** What makes a module unusable by itself. What its top level merely leaves behind is for the scenarios to meet. */
const unusable: ReadonlySet<Finding['kind']> = new Set(['panic', 'error', 'unawaited', 'uncontrolled', 'deadlock', 'livelock']);

export function createEngine(): Engine {
  let program: LoadedProgram | undefined;
  const loaded = (): LoadedProgram => {
    if (program === undefined) throw new Error('no program was loaded');
    return program;
  };
  return {
    async load(data) {
      program = LoadedProgram.from(data);
      // Scenarios have no default export: only the top level runs.
      const { report } = await exploreProgram(program, { export: 'default', schedules: 1 });
      return report.findings.find(({ kind }) => unusable.has(kind));
    },
    async explore({ scenario, input, schedules, seed }) {
      // One schedule that goes wrong decides the check; the rest would only cost time.
      const { report, outcomes } = await exploreProgram(loaded(), { export: scenario, args: [input], schedules, seed, stopAfter: 1, raceRule: 'on-one-thread', isJudged: (site) => ownSite(site) !== undefined });
      return {
        schedules: report.schedules,
        outcomes: outcomes.map(({ findings: [finding], value, output, errors, truncated, replay }) => ({
          ...(finding === undefined ? {} : { finding }), value, replay, printed: { stdout: output, stderr: errors, truncated },
        })),
      };
    },
    async replay({ scenario, input, token }) {
      const { report, value, output, errors } = await replayProgram(token, loaded(), { export: scenario, args: [input] });
      const [finding] = report.findings;
      return { ...(finding === undefined ? {} : { finding }), value, replay: token, printed: { stdout: output, stderr: errors, truncated: false } };
    },
    perform: ({ scenario, input }) => performNatively(loaded(), scenario, input),
    locate(error) {
      if (!(error instanceof Error) || typeof error.stack !== 'string') return undefined;
      const sites = frames(error.stack).map((frame) => loaded().site(frame)).filter((site) => site !== undefined);
      return sites.find((site) => ownSite(site) !== undefined);
    },
  };
}
