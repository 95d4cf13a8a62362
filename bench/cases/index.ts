import type { Case } from '../harness/kinds.ts';

/** Every case, in the order of the table. */
export const cases: readonly Case[] = [
  { name: 'ping-pong', title: 'ping-pong', operation: 'round trip over two unbuffered channels', size: { kind: 'calibrated', atLeast: 1_000 }, needs: ['receivers FIFO', 'senders FIFO'] },
  { name: 'unbuffered', title: 'unbuffered', operation: 'message from one producer to one consumer', size: { kind: 'calibrated', atLeast: 1_000 }, needs: ['receivers FIFO', 'senders FIFO'] },
  { name: 'buffered', title: 'buffered (128)', operation: 'message from one producer to one consumer', size: { kind: 'calibrated', atLeast: 1_000 }, needs: ['receivers FIFO', 'senders FIFO', 'capacity'] },
  { name: 'select', title: 'select over 4', operation: 'message from one of four producers', size: { kind: 'calibrated', atLeast: 1_000 }, needs: ['senders FIFO', 'select fair', 'select takes one', 'select without trace'] },
  { name: 'fan-in', title: 'fan-in of 100', operation: 'message from one of 100 producers', size: { kind: 'calibrated', atLeast: 10_000 }, needs: ['receivers FIFO', 'senders FIFO'] },
  { name: 'sieve', title: 'prime sieve', operation: 'prime, of the first 1,000', size: { kind: 'fixed', full: 1_000, quick: 100, warmUp: 300, repetitions: 3 }, needs: ['receivers FIFO', 'senders FIFO'] },
  { name: 'mutex', title: 'mutex, 100 contenders', operation: 'lock and unlock', size: { kind: 'calibrated', atLeast: 10_000 }, needs: ['receivers FIFO'] },
  { name: 'spawn-100k', title: 'spawn and park 10⁵', operation: 'goroutine', size: { kind: 'fixed', full: 100_000, quick: 2_000, warmUp: 2_000, repetitions: 1 }, needs: ['20,000 waiters'] },
  { name: 'spawn-1m', title: 'spawn and park 10⁶', operation: 'goroutine', size: { kind: 'fixed', full: 1_000_000, quick: 5_000, warmUp: 2_000, repetitions: 1 }, needs: ['20,000 waiters'] },
  { name: 'timers', title: '10⁶ timers, stopped', operation: 'timer started and stopped; all are pending together', size: { kind: 'fixed', full: 1_000_000, quick: 2_000, warmUp: 20_000, repetitions: 2 } },
  { name: 'timers-fire', title: '10⁶ timers, fired', operation: 'timer started and fired, all due within 100 ms', size: { kind: 'fixed', full: 1_000_000, quick: 2_000, warmUp: 20_000, repetitions: 1 } },
  { name: 'timeout', title: 'select with a timeout that never fires', operation: 'message, each waited for with a timeout of its own', size: { kind: 'calibrated', atLeast: 1_000 }, needs: ['select fair', 'select takes one', 'select without trace'] },
  { name: 'flat-10', title: '10 goroutines', operation: 'send or receive', size: { kind: 'fixed', full: 10, quick: 2, warmUp: 10, repetitions: 3 }, alone: true },
  { name: 'flat-1k', title: '10³ goroutines', operation: 'send or receive', size: { kind: 'fixed', full: 1_000, quick: 2, warmUp: 10, repetitions: 3 }, alone: true },
  { name: 'flat-100k', title: '10⁵ goroutines', operation: 'send or receive', size: { kind: 'fixed', full: 100_000, quick: 2, warmUp: 10, repetitions: 2 }, alone: true },
  { name: 'flat-1m', title: '10⁶ goroutines', operation: 'send or receive', size: { kind: 'fixed', full: 1_000_000, quick: 2, warmUp: 10, repetitions: 1 }, alone: true },
];
