import { setImmediate } from 'node:timers/promises';
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

/** Everything there is to find in a course. Making one reads the whole course, which takes about a second; asking it is quick. */
export class CourseIndex {
  readonly #entries: SearchEntry[] = [];
  readonly #index = new MiniSearch<Pick<SearchEntry, 'title' | 'text' | 'code'> & { readonly id: number }>({
    fields: ['title', 'text', 'code'],
    searchOptions: { boost: { title: 4, text: 2 }, prefix: (term) => term.length > 2, fuzzy: (term) => (term.length > 4 ? 0.2 : false), combineWith: 'AND' },
  });

  private constructor() {}

  /** Reads the course in one go. */
  static of(course: Course): CourseIndex {
    const index = new CourseIndex();
    for (const part of searchEntries(course)) index.#add(part);
    return index;
  }

  /** Reads the course lesson by lesson, so that a screen can be drawn and keys be read between two. */
  static async ofPiecemeal(course: Course): Promise<CourseIndex> {
    const index = new CourseIndex();
    for (const part of searchEntries(course)) {
      index.#add(part);
      await setImmediate();
    }
    return index;
  }

  #add(entries: readonly SearchEntry[]): void {
    for (const entry of entries) {
      const { title, text, code } = entry;
      this.#index.add({ id: this.#entries.push(entry) - 1, title, text, code });
    }
  }

  /** Finds what the words are about: every word counts, beginnings of words and small misspellings too. The best hit comes first. */
  find(words: string, only: (entry: SearchEntry) => boolean = () => true): readonly SearchHit[] {
    const all = this.#hits(words, 'AND').filter(({ entry }) => only(entry));
    // Nothing has all of them: then what has most.
    return all.length > 0 ? all : this.#hits(words, 'OR').filter(({ entry }) => only(entry));
  }

  #hits(words: string, combineWith: 'AND' | 'OR'): SearchHit[] {
    return this.#index.search(words, { combineWith }).flatMap((hit) => {
      const entry = this.#entries[Number(hit.id)];
      return entry ? [{ entry, score: hit.score * weight(entry), words: Object.keys(hit.match) }] : [];
    }).toSorted((a, b) => b.score - a.score);
  }
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
