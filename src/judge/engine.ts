/** The explorer as the learner's process uses it. */
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
  let code = '';
  let runs = 0;
  const evaluate = async (): Promise<Record<string, (input: unknown) => Promise<unknown>>> => {
    runs += 1;
    return await import(`data:text/javascript,${encodeURIComponent(code)}#${runs}`) as Record<string, (input: unknown) => Promise<unknown>>;
  };
  return {
    async load(program) {
      code = (program as { code: string }).code;
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
        const value = await module[scenario]?.(input);
        return { schedules: 1, outcomes: [{ value, output: '', replay: 'x' }] };
      } catch (error) {
        const finding: Finding = { kind: 'error', message: String(error), goroutines: [], replay: 'x', trace: [] };
        return { schedules: 1, outcomes: [{ finding, value: undefined, output: '', replay: 'x' }] };
      }
    },
    locate: () => undefined,
  };
}
