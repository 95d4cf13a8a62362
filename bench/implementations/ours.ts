import { awaitingPrograms, flatPrograms, timerPrograms } from '../cases/programs.ts';
import type { Implementation } from '../harness/kinds.ts';
import { ours } from './ours-kit.ts';

export { ours as kit };

/** This package, one `await` for every operation. */
export const implementation: Implementation = { programs: { ...awaitingPrograms(ours), ...timerPrograms(ours), ...flatPrograms(ours) } };
