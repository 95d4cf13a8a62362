import { cases } from './cases/index.ts';
import type { Implementation } from './harness/kinds.ts';
import { efforts, measure } from './harness/measure.ts';

/**
 * One implementation, one case, in a process of its own, so that no other has shaped the engine's profiles.
 * Usage: node --expose-gc child.ts IMPLEMENTATION CASE full|quick
 */
const [implementationName = '', caseName = '', effort = 'full'] = process.argv.slice(2);
const { implementation } = (await import(`./implementations/${implementationName}.ts`)) as { implementation: Implementation };
const chosen = cases.find(({ name }) => name === caseName);
if (!chosen) throw new Error(`there is no case ${caseName}`);
const program = implementation.programs[chosen.name];
if (program) {
  const measurement = await measure(chosen, program, efforts[effort === 'quick' ? 'quick' : 'full']);
  process.stdout.write(`${JSON.stringify(measurement)}\n`);
} else {
  process.stdout.write(`${JSON.stringify({ notComparable: implementation.notComparable?.[chosen.name] ?? 'it does not take part' })}\n`);
}
// What still waits, or runs on, after the program's end is of no interest.
process.exit();
