/** The one place that asks the judge what stands between the students' code and everything else on this machine. */
import { objectionToGrading } from '../judge/index.ts';
import { JudgeError } from '../errors.ts';
import type { JudgeSettings } from './job.ts';

/** What to say when the code of others may not run here; `undefined` when it may. */
export async function objectionHere(isolation: JudgeSettings['isolation']): Promise<JudgeError | undefined> {
  if (isolation === 'weak-allowed') return undefined;
  const objection = objectionToGrading({ level: 'isolated', missing: ['network', 'files', 'tree'] });
  if (objection === undefined) return undefined;
  return new JudgeError('no-sandbox', objection, 'Add --allow-weak-isolation if you trust this code as much as your own.');
}
