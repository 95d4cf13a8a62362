import { nothingToTry } from '../cases/nothing-to-try.ts';
import { tryingPrograms } from '../cases/programs.ts';
import type { Implementation } from '../harness/kinds.ts';
import { ours } from './ours-kit.ts';

/** This package, waiting only when blocked. */
export const implementation: Implementation = { programs: tryingPrograms(ours), notComparable: nothingToTry };
