/** What is measured. */
export const cases = [
  { name: 'round-trips', title: 'Round trips, main thread ↔ another', unit: '1/s', size: 20_000 },
  { name: 'numbers-across', title: 'Numbers one way, between two other threads', unit: '1/s', size: 2_000_000 },
  { name: 'numbers-home', title: 'Numbers one way, to the main thread', unit: '1/s', size: 1_000_000 },
  { name: 'objects-home', title: 'Objects of 1 KB one way, to the main thread', unit: '1/s', size: 50_000 },
  { name: 'four-by-four', title: 'Numbers, 4 producers × 4 consumers, each on its thread', unit: '1/s', size: 400_000 },
  { name: 'empty-tasks', title: 'Empty tasks', unit: '1/s', size: 20_000 },
  { name: 'speed-up', title: 'Speed-up of tasks of some 5 ms on two threads', unit: '×', size: 200 },
  { name: 'start', title: 'The first answer of a thread, from nothing', unit: 'ms', size: 1 },
  { name: 'loop-delay', title: 'Delay of the main event loop at p99 while two threads send as fast as they can', unit: 'ms', size: 2_000 },
] as const;

export type CaseName = (typeof cases)[number]['name'];

/** Measures a case of some size. @returns operations a second, or what the case's unit says */
export type Measure = (size: number) => Promise<number>;

/** What one contestant can be measured at. */
export type Contestant = Partial<Record<CaseName, Measure>>;

/** Operations a second. */
export async function rate(count: number, run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return count / (performance.now() - began) * 1_000;
}
