/** A symptom with what to do about it, and the list of all. */
import type { Symptom } from '../course/model.ts';
import { paintOf, type ReportStyle } from './style.ts';
import { hanging, shown } from './text.ts';

/** One symptom in full. `pointers`: where each pitfall and question that explains it is read. */
export function renderSymptom(symptom: Symptom, pointers: readonly { readonly title: string; readonly command?: string }[], style: ReportStyle): string {
  const paint = paintOf(style);
  const heading = (text: string): string[] => ['', paint.bold(text)];
  return [
    ...hanging('', paint.bold(plain(symptom.title)), style.width),
    ...heading('Seen as'),
    ...symptom.signs.flatMap((sign) => hanging('  ', plain(sign), style.width)),
    ...heading('Why'),
    ...hanging('  ', plain(symptom.why), style.width),
    ...heading('What to do'),
    ...symptom.steps.flatMap((step, index) => hanging(`  ${index + 1}. `, plain(step), style.width)),
    ...(symptom.techniques.length === 0 ? [] : [
      ...heading('Ways to look'),
      ...symptom.techniques.flatMap(({ title, text, program }) => [
        ...hanging('  ', `${title}. ${plain(text)}`, style.width),
        ...(program === undefined ? [] : hanging('    ', paint.dim(program), style.width)),
      ]),
    ]),
    ...heading('Explained in'),
    ...pointers.flatMap(({ title, command }) => [...hanging('  ', shown(title), style.width), ...(command === undefined ? [] : hanging('    ', paint.cyan(`concurrency-tutor ${command}`), style.width))]),
  ].join('\n');
}

/** All symptoms, to choose from. */
export function renderSymptoms(symptoms: readonly Symptom[], style: ReportStyle): string {
  const paint = paintOf(style);
  const width = Math.max(...symptoms.map(({ id }) => id.length));
  return [
    paint.bold('What do you see?'),
    ...symptoms.flatMap(({ id, title }) => hanging(`  ${paint.cyan(id.padEnd(width))}  `, plain(title), style.width)),
    ...(style.advice === 'none' ? [] : ['', ...hanging('', 'Choose one: concurrency-tutor troubleshoot leak. Or give the words of the message: concurrency-tutor troubleshoot all goroutines are asleep.', style.width)]),
  ].join('\n');
}

/** Ticks around code read well in a file and are noise in a terminal. */
function plain(text: string): string {
  return shown(text).replaceAll('`', '');
}
