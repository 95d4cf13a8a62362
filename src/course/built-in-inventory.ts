/**
 * The ids of everything the built-in course must teach. What each one means is said where it is taught: in the sentence a
 * mark follows, in the check that covers it. This file only knows which ids there are.
 */
import type { Inventory } from './inventory.ts';

interface Concept {
  /** Explanation facts, where-to-use items, snippet points, real-world points, pitfalls, extra pitfalls. */
  readonly E: number;
  readonly U: number;
  readonly S: number;
  readonly R: number;
  readonly P: number;
  readonly PX: number;
  /** Key points of the answers to the questions 1, 2 and 3. */
  readonly keys: readonly [number, number, number];
  /** The letter of the last exhibit of each answer. */
  readonly exhibits: readonly [string, string, string];
}

/** Concept 1 first. A concept's number is its lesson's number. */
const concepts: readonly Concept[] = [
  { E: 4, U: 6, S: 5, R: 5, P: 7, PX: 0, keys: [10, 8, 9], exhibits: ['a', 'c', 'b'] },
  { E: 3, U: 6, S: 5, R: 7, P: 7, PX: 0, keys: [6, 6, 6], exhibits: ['c', 'b', 'f'] },
  { E: 3, U: 7, S: 3, R: 8, P: 7, PX: 0, keys: [6, 5, 5], exhibits: ['c', 'h', 'j'] },
  { E: 3, U: 10, S: 3, R: 9, P: 7, PX: 0, keys: [9, 6, 8], exhibits: ['h', 'e', 'd'] },
  { E: 3, U: 7, S: 5, R: 8, P: 7, PX: 0, keys: [10, 11, 8], exhibits: ['j', 'f', 'h'] },
  { E: 4, U: 7, S: 5, R: 8, P: 7, PX: 4, keys: [5, 10, 3], exhibits: ['d', 'i', 'i'] },
  { E: 2, U: 7, S: 5, R: 7, P: 7, PX: 0, keys: [9, 5, 3], exhibits: ['e', 'e', 'i'] },
  { E: 3, U: 7, S: 5, R: 8, P: 8, PX: 0, keys: [9, 7, 8], exhibits: ['e', 'i', 'h'] },
  { E: 3, U: 7, S: 6, R: 8, P: 8, PX: 0, keys: [13, 3, 8], exhibits: ['f', 'e', 'e'] },
  { E: 3, U: 8, S: 5, R: 8, P: 10, PX: 0, keys: [8, 9, 11], exhibits: ['m', 'k', 'n'] },
  { E: 3, U: 8, S: 5, R: 5, P: 8, PX: 0, keys: [5, 11, 9], exhibits: ['d', 'c', 'e'] },
  { E: 4, U: 8, S: 4, R: 8, P: 9, PX: 0, keys: [10, 9, 9], exhibits: ['c', 'e', 'i'] },
];

/** Acceptance points per exercise. A project's points are requirements, components and advanced features. */
const exercisePointIds: Readonly<Record<string, readonly string[]>> = {
  'exercise-1': numbered('B1.', 6),
  'exercise-2': numbered('B2.', 6),
  'exercise-3': numbered('B3.', 6),
  'exercise-4': numbered('B4.', 4),
  'exercise-5': numbered('B5.', 5),
  'exercise-6': numbered('A1.', 6),
  'exercise-7': numbered('A2.', 7),
  'exercise-8': numbered('A3.', 7),
  'exercise-9': numbered('A4.', 7),
  'exercise-10': numbered('A5.', 6),
  'project-1': [...numbered('MA.', 8), ...numbered('MA.C', 7), ...numbered('MA.V', 5)],
  'project-2': [...numbered('MB.', 7), ...numbered('MB.C', 6), ...numbered('MB.V', 5)],
};

/** Bullets of the success criteria SC1 … SC12. */
const criteria = [3, 3, 3, 3, 3, 3, 4, 4, 5, 4, 4, 4];

/** In the order reports use. */
const groups: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['explanation', perConcept((n, c) => numbered(`${n}.E`, c.E))],
  ['where to use', perConcept((n, c) => numbered(`${n}.U`, c.U))],
  ['snippet', perConcept((n, c) => numbered(`${n}.S`, c.S))],
  ['real-world example', perConcept((n, c) => numbered(`${n}.R`, c.R))],
  ['pitfall', perConcept((n, c) => [...numbered(`${n}.P`, c.P), ...numbered(`${n}.PX`, c.PX)])],
  ['question', perConcept((n, c) => c.keys.map((_, q) => `${n}.Q${q + 1}`))],
  ['key point', perConcept((n, c) => c.keys.flatMap((count, q) => numbered(`${n}.Q${q + 1}.k`, count)))],
  ['exhibit', perConcept((n, c) => c.exhibits.flatMap((last, q) => lettered(`${n}.Q${q + 1}.`, last)))],
  ['exercise point', Object.values(exercisePointIds).flat()],
  ['success criterion', criteria.flatMap((count, n) => numbered(`SC${n + 1}.`, count))],
  ['troubleshooting', numbered('TR', 17)],
  ['debugging technique', numbered('DT', 11)],
  ['feature', numbered('F', 93)],
  ['benchmark', numbered('BM', 30)],
  ['correction', numbered('C', 175)],
  ['introduction', ['I0', ...numbered('I', 4)]],
]);

const conceptIds = (concept: number): readonly string[] => [...groups.values()].flat().filter((id) => id.startsWith(`${concept}.`));

/** How many concepts, and so lessons, the course has. */
export const conceptCount = concepts.length;

/** A lesson covers the facts, uses, programs, pitfalls, questions, key points and exhibits of its concept; an exercise its acceptance points. */
export const builtInInventory: Inventory = {
  source: 'built in',
  groups,
  parts: new Map([...concepts.map((_, index) => [`lesson-${index + 1}`, conceptIds(index + 1)] as const), ...Object.entries(exercisePointIds)]),
};

function perConcept(list: (number: number, concept: Concept) => readonly string[]): readonly string[] {
  return concepts.flatMap((concept, index) => list(index + 1, concept));
}

function numbered(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
}

function lettered(prefix: string, last: string): readonly string[] {
  const count = last.charCodeAt(0) - 'a'.charCodeAt(0) + 1;
  return Array.from({ length: count }, (_, index) => prefix + String.fromCharCode('a'.charCodeAt(0) + index));
}
