/** The one place that asks the judge what stands between the students' code and everything else on this machine. */
import { objectionToGrading } from '../judge/index.ts';
import { strongestBox } from '../judge/isolation/strongest.ts';
import { JudgeError } from '../errors.ts';
import type { JudgeSettings } from './job.ts';

/** What to say when the code of others may not run here; `undefined` when it may. */
export async function objectionHere(isolation: JudgeSettings['isolation']): Promise<JudgeError | undefined> {
  if (isolation === 'weak-allowed') return undefined;
  const { box, problem } = await strongestBox();
  const objection = objectionToGrading(box.trust);
  if (objection === undefined) return undefined;
  return new JudgeError('no-sandbox', [problem?.message, objection].filter(Boolean).join(' '), `${problem?.help ?? ''} Or add --allow-weak-isolation, if you trust this code as much as your own.`.trim());
}
