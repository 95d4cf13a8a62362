import { renderSymptom } from '../../report/index.ts';
import { proseColumns } from '../geometry.ts';
import type { State, SymptomScreen } from '../state.ts';
import { type Content, textContent } from './content.ts';

export function symptomContent(state: State, screen: SymptomScreen): Content {
  const symptom = state.course.reference.symptoms.find(({ id }) => id === screen.symptom);
  if (symptom === undefined) return textContent([]);
  const text = renderSymptom(symptom, pointers(state, symptom.see), { width: proseColumns(state.size), colour: 'ansi', glyphs: 'unicode', advice: 'full' });
  return textContent(text.split('\n').map((line) => ({ kind: 'prose', text: line })));
}

/** Where each pitfall and question is, in words. */
function pointers(state: State, ids: readonly string[]): { readonly title: string }[] {
  return ids.flatMap((id) => {
    const lesson = state.course.lessons.find(({ number }) => number === Number(id.split('.')[0]));
    const part = [...(lesson?.pitfalls ?? []), ...(lesson?.questions ?? [])].find((one) => one.id === id);
    return part === undefined ? [] : [{ title: `${id} ${part.title}` }];
  });
}
