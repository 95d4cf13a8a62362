import type { Command } from 'commander';
import type { Course, Symptom } from '../../course/model.ts';
import { exitCode, UsageError } from '../../errors.ts';
import { command, type CommandIo } from '../io.ts';
import { openCourse } from '../learner.ts';
import { reportStyle } from '../style.ts';

export function registerTroubleshoot(program: Command, io: CommandIo): void {
  program
    .command('troubleshoot')
    .description('what to do about something that goes wrong')
    .argument('[words...]', 'what you see: words of the message, or a name from the list; default: the list')
    .action(command(io, (words: string[]) => troubleshoot(io, words.join(' ').trim())));
}

async function troubleshoot(io: CommandIo, words: string): Promise<number> {
  const course = await openCourse(io);
  const { renderSymptom, renderSymptoms } = await import('../../report/index.ts');
  const { symptoms } = course.reference;
  if (symptoms.length === 0) throw new UsageError('no-symptoms', 'This course has no list of symptoms.', 'Use `concurrency-tutor search` instead.');
  if (words === '') {
    io.print(renderSymptoms(symptoms, reportStyle(io)));
    return exitCode.ok;
  }
  const [best, ...others] = await matching(course, words);
  if (best === undefined) {
    throw new UsageError('unknown-symptom', `Nothing that goes wrong is described with “${words}”.`, 'Run `concurrency-tutor troubleshoot` for the list, or `concurrency-tutor search` to look everywhere.');
  }
  io.print(renderSymptom(best, pointersOf(course, best), reportStyle(io)));
  if (others.length > 0) io.print(`\n${renderSymptoms(others.slice(0, 4), { ...reportStyle(io), advice: 'none' }).replace('What do you see?', 'Not this one? Perhaps:')}`);
  return exitCode.ok;
}

/** By its name, by the kind of a finding, or by its words; the best first. */
async function matching(course: Course, words: string): Promise<readonly Symptom[]> {
  const { symptoms } = course.reference;
  const name = words.toLowerCase().replaceAll(' ', '-');
  const exact = symptoms.find(({ id }) => id === name);
  if (exact) return [exact];
  const byKind = symptoms.filter(({ kinds }) => kinds.includes(name));
  if (byKind.length > 0) return byKind;
  const { CourseIndex } = await import('../../course/index.ts');
  return CourseIndex.of(course).find(words, ({ kind }) => kind === 'symptom').flatMap(({ entry }) => symptoms.filter(({ id }) => entry.id === `symptom.${id}`));
}

function pointersOf({ lessons }: Course, { see }: Symptom): readonly { readonly title: string; readonly command: string }[] {
  return see.flatMap((id) => {
    const lesson = lessons.find(({ number }) => number === Number(id.split('.')[0]));
    const pitfall = lesson?.pitfalls.find((one) => one.id === id);
    const question = lesson?.questions.find((one) => one.id === id);
    const title = pitfall?.title ?? question?.title;
    return lesson === undefined || title === undefined ? [] : [{ title: `${id} ${title}`, command: `lesson ${lesson.number} --section ${pitfall ? 'pitfalls' : 'questions'}` }];
  });
}
