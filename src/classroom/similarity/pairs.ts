/** Which submissions to the same exercise are alike. A hint for a person to look, never a verdict. */
import type { Work } from '../submission.ts';
import { tokensOf, type Token } from './tokens.ts';
import { gramHashes, winnow } from './winnow.ts';

export interface Handed {
  readonly student: string;
  readonly work: Work;
}

export interface Passage {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

export interface Pair {
  readonly exercise: string;
  readonly students: readonly [string, string];
  /** Share of the smaller program's fingerprints that the other has too, 0 to 1. */
  readonly share: number;
  readonly fingerprints: number;
  /** The longest passages of the first, and what stands for them in the second. */
  readonly passages: readonly (readonly [Passage, Passage])[];
}

/** Fewer say nothing: two short programs for a small task are alike by nature. */
const fewest = 6;
/** What more than this share of a class has in common (from this size on) is how one does it. */
const commonShare = 0.3;
const commonFrom = 10;
const mostPassages = 3;

interface Fingerprinted {
  readonly student: string;
  readonly places: ReadonlyMap<number, Passage>;
}

export interface SimilarityOptions {
  readonly exercise: string;
  readonly starter: Work;
  /** Pairs below this share are not told. */
  readonly threshold: number;
}

export function similarPairs(handed: readonly Handed[], { exercise, starter, threshold }: SimilarityOptions): Pair[] {
  const given = new Set(sourcesOf(starter).flatMap(({ tokens }) => gramHashes(tokens)));
  const all = handed.map(({ student, work }) => ({ student, places: placesOf(work, given) }));
  const programs = withoutCommon(all);
  const pairs: Pair[] = [];
  programs.forEach((one, index) => {
    for (const other of programs.slice(index + 1)) {
      const pair = compare(one, other, exercise);
      if (pair !== undefined && pair.share >= threshold) pairs.push(pair);
    }
  });
  return pairs.sort((a, b) => b.share - a.share || b.fingerprints - a.fingerprints);
}

function sourcesOf({ files }: Work): { readonly path: string; readonly tokens: readonly Token[] }[] {
  return files.filter(({ path }) => !path.endsWith('.json')).map(({ path, content }) => ({ path, tokens: tokensOf(content.toString('utf8')) }));
}

function placesOf(work: Work, given: ReadonlySet<number>): ReadonlyMap<number, Passage> {
  const places = new Map<number, Passage>();
  for (const { path, tokens } of sourcesOf(work)) {
    for (const [hash, lines] of winnow(tokens)) if (!given.has(hash)) places.set(hash, { file: path, ...lines });
  }
  return places;
}

function withoutCommon(programs: readonly Fingerprinted[]): readonly Fingerprinted[] {
  if (programs.length < commonFrom) return programs;
  const counts = new Map<number, number>();
  for (const { places } of programs) for (const hash of places.keys()) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const most = programs.length * commonShare;
  return programs.map(({ student, places }) => ({ student, places: new Map([...places].filter(([hash]) => (counts.get(hash) ?? 0) <= most)) }));
}

function compare(one: Fingerprinted, other: Fingerprinted, exercise: string): Pair | undefined {
  const shared = [...one.places].filter(([hash]) => other.places.has(hash));
  const smaller = Math.min(one.places.size, other.places.size);
  if (smaller < fewest || shared.length < fewest) return undefined;
  const passages = shared.map(([hash, place]) => [place, other.places.get(hash) ?? place] as const);
  return { exercise, students: [one.student, other.student], share: shared.length / smaller, fingerprints: shared.length, passages: joined(passages).slice(0, mostPassages) };
}

/** Fingerprints that follow one another in both programs are one passage. The longest first. */
function joined(passages: readonly (readonly [Passage, Passage])[]): (readonly [Passage, Passage])[] {
  const sorted = passages.toSorted(([a], [b]) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.from - b.from));
  const runs: (readonly [Passage, Passage])[] = [];
  for (const [here, there] of sorted) {
    const last = runs.at(-1);
    if (last !== undefined && follows(last[0], here) && follows(last[1], there)) runs[runs.length - 1] = [extended(last[0], here), extended(last[1], there)];
    else runs.push([here, there]);
  }
  return runs.sort(([a], [b]) => (b.to - b.from) - (a.to - a.from));
}

function follows(before: Passage, after: Passage): boolean {
  return before.file === after.file && after.from >= before.from && after.from <= before.to + 1;
}

function extended(before: Passage, after: Passage): Passage {
  return { ...before, to: Math.max(before.to, after.to) };
}
