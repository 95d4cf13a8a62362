import { relative } from 'node:path';
import type { Claim, Course, Lesson, Program } from '../../src/course/index.ts';
import { exploreProgram, type ExploreOptions, type Finding, type Report } from '../../src/explore/index.ts';
import { isOwnFile, load, type LoadedProgram } from '../../src/loader/index.ts';
import type { Comparison } from './claimed-program.ts';

type FindingClaim = Extract<Claim, { readonly kind: 'finding' }>;

/** A program of a lesson that is to be caught. */
export interface Pitfall {
  /** `lessons/03-channels/pitfalls/2-never-closed.ts` */
  readonly name: string;
  readonly program: Program;
  readonly claim: FindingClaim;
}

/** Every program of the course, explored and not run natively, that says with which kind of finding it is caught. */
export function pitfallsOf(course: Course): readonly Pitfall[] {
  return course.lessons.flatMap((lesson: Lesson) => lesson.programs.flatMap((program) => {
    const claim = program.expectation?.mode === 'explore' ? program.expectation.claims.find((one) => one.kind === 'finding') : undefined;
    return claim === undefined ? [] : [{ name: relative(course.root, program.file), program, claim }];
  }));
}

/** Whether it runs in circles: that does not depend on the seed, and takes as long as the explorer's patience each time. */
export function isEndless({ claim: { finding } }: Pitfall): boolean {
  return finding === 'livelock' || finding === 'never-ends';
}

/** Loads a program as the author's gate does. */
export function loadPitfall({ program }: Pitfall, root: string): Promise<LoadedProgram> {
  return load(program.file, { root, tells: isOwnFile });
}

/** Explores a program with one seed and sees whether it is caught as it says. */
export async function catchPitfall({ claim }: Pitfall, loaded: LoadedProgram, options: ExploreOptions): Promise<Comparison> {
  const caught = (report: Report): boolean => report.findings.some((finding) => fits(claim, finding));
  const { report } = await exploreProgram(loaded, { ...options, stopAfter: 1 });
  if (caught(report)) return { report, objections: [] };
  // Something else came first; what is wanted may come later.
  const whole = await exploreProgram(loaded, { ...options, stopAfter: Infinity });
  return { report: whole.report, objections: caught(whole.report) ? [] : [`not caught: ${report.findings.map(({ kind, message }) => `${kind}: ${message}`).join('; ') || 'nothing was found'}`] };
}

function fits({ finding: kind, says = '' }: FindingClaim, finding: Finding): boolean {
  return finding.kind === kind && finding.message.includes(says);
}

/** What is to be found, as the program says it. */
export function wanted({ claim: { finding, says } }: Pitfall): string {
  return says === undefined ? finding : `${finding} “${says}”`;
}
