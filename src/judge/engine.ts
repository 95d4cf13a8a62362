/** The explorer as the learner's process uses it. */
import * as library from '../runtime/index.ts';
import { LoadedProgram, platformModules, type ProgramData } from '../loader/index.ts';
import type { Finding, Site } from '../explore/report.ts';

export interface EngineOutcome {
  readonly finding?: Finding;
  readonly value: unknown;
  readonly output: string;
  readonly replay: string;
}

export interface EngineResult {
  readonly schedules: number;
  readonly outcomes: readonly EngineOutcome[];
}

/** The module threw while it was evaluated. */
export interface LoadFailure {
  readonly message: string;
  readonly location?: Site;
}

export interface ScenarioCall {
  readonly scenario: string;
  readonly input: unknown;
  readonly schedules: number;
  readonly seed: number;
}

export interface Engine {
  /** Takes the program, and says whether it can be evaluated. */
  load(program: unknown): Promise<LoadFailure | undefined>;
  explore(call: ScenarioCall): Promise<EngineResult>;
  /** Where in the learner's source an error came from. */
  locate(error: unknown): Site | undefined;
}

/** TEMPORARY: one run, no schedules. */
export function createEngine(): Engine {
  let program: LoadedProgram | undefined;
  const evaluate = async (): Promise<Record<string, (input: unknown) => Promise<unknown>>> => {
    if (program === undefined) throw new Error('no program');
    const modules = await platformModules(program);
    return await program.evaluate({ modules: (name) => modules.get(name), globals: {} }) as Record<string, (input: unknown) => Promise<unknown>>;
  };
  return {
    async load(data) {
      program = LoadedProgram.from(data as ProgramData);
      try {
        await evaluate();
        return undefined;
      } catch (error) {
        return { message: String(error) };
      }
    },
    async explore({ scenario, input }) {
      const module = await evaluate();
      try {
        const value = await library.run(() => module[scenario]?.(input));
        return { schedules: 1, outcomes: [{ value, output: '', replay: 'x' }] };
      } catch (error) {
        const finding: Finding = { kind: 'error', message: String(error), goroutines: [], replay: 'x', trace: [] };
        return { schedules: 1, outcomes: [{ finding, value: undefined, output: '', replay: 'x' }] };
      }
    },
    locate: () => undefined,
  };
}
