import type { Attack } from '../attack.ts';
import { auditAndSeed } from './audit-and-seed.ts';
import { codec } from './codec.ts';
import { exhaustion } from './exhaustion.ts';
import { handIn } from './hand-in.ts';
import { harm } from './harm.ts';
import { leaks } from './leaks.ts';
import { processControl } from './process-control.ts';
import { protocol } from './protocol.ts';
import { testLibrary } from './test-library.ts';

/** All attacks, by what they are aimed at. */
export const attacks: Readonly<Record<string, readonly Attack[]>> = {
  'process control': processControl, 'test library': testLibrary, codec, protocol, 'audit and seed': auditAndSeed, leaks, harm, exhaustion, 'hand-in': handIn,
};

/** Those written against this judge's own design, rather than against judges in general. */
export const ownDesign: readonly string[] = ['codec', 'protocol', 'audit and seed', 'hand-in'];
