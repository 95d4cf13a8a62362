import { awaitingPrograms, timeoutPrograms } from '../cases/programs.ts';
import type { Implementation } from '../harness/kinds.ts';
import { tsChan } from './peers/ts-chan-kit.ts';

export const kit = tsChan('safe');
export const implementation: Implementation = { programs: { ...awaitingPrograms(kit), ...timeoutPrograms(kit) } };
