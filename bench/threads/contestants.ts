import type { Contestant } from './kinds.ts';

/** Each is read only in the process that measures it. */
export const contestants: Readonly<Record<string, () => Promise<Contestant>>> = {
  'by hand': async () => (await import('./contestants/floor.ts')).contestant,
  'concurrency-tutor': async () => (await import('./contestants/ours.ts')).contestant,
  'postMessage': async () => (await import('./contestants/post-message.ts')).contestant,
  'multithreading': async () => (await import('./contestants/multithreading.ts')).contestant,
  'piscina': async () => (await import('./contestants/pools.ts')).piscina,
  'tinypool': async () => (await import('./contestants/pools.ts')).tinypool,
  'workerpool': async () => (await import('./contestants/pools.ts')).workerPool,
};
