import MiniSearch from 'minisearch';
import type { Course } from '../model.ts';
import { searchEntries, type SearchEntry } from './entries.ts';

export interface SearchHit {
  readonly entry: SearchEntry;
  /** Higher is better; only comparable within one search. */
  readonly score: number;
  /** The words of the course that matched. */
  readonly words: readonly string[];
}

/** Finds what the words are about: every word counts, beginnings of words and small misspellings too. The best hit comes first. */
export function searchCourse(course: Course, words: string, only?: (entry: SearchEntry) => boolean): readonly SearchHit[] {
  const entries = searchEntries(course).filter((entry) => only?.(entry) ?? true);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const index = new MiniSearch<SearchEntry>({
    fields: ['title', 'text', 'code'],
    searchOptions: { boost: { title: 4, text: 2 }, prefix: (term) => term.length > 2, fuzzy: (term) => (term.length > 4 ? 0.2 : false), combineWith: 'AND' },
  });
  index.addAll(entries);
  const found = index.search(words);
  // Nothing has all of them: then what has most.
  return (found.length > 0 ? found : index.search(words, { combineWith: 'OR' })).flatMap((hit) => {
    const entry = byId.get(String(hit.id));
    return entry ? [{ entry, score: hit.score * weight(entry), words: Object.keys(hit.match) }] : [];
  }).toSorted((a, b) => b.score - a.score);
}

/** Somebody who searches wants to know what went wrong, or how something works; tasks come after both. */
function weight({ kind }: SearchEntry): number {
  switch (kind) {
    case 'pitfall': case 'symptom': return 1.5;
    case 'explanation': case 'question': return 1.2;
    case 'where to use': case 'snippet': case 'example': return 1;
    case 'exercise': case 'project': return 0.8;
    default: return kind satisfies never;
  }
}
