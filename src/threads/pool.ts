import { availableParallelism } from 'node:os';
import { Hand } from './hand.ts';

/** Threads without work that are kept: starting one costs tens of milliseconds. */
const KEPT = Math.max(2, availableParallelism());

const idle: Hand[] = [];

/** A thread without work. `fresh`: none is waiting, so it has to be started. */
export function hire(memory: number | undefined): Hand {
  for (let index = idle.length - 1; index >= 0; index--) {
    const hand = idle[index] as Hand;
    if (hand.memory !== memory && hand.isAlive) continue;
    idle.splice(index, 1);
    if (hand.isAlive) return hand;
  }
  return new Hand(memory);
}

/** Whether `hire` would find a thread that has been started already. */
export function hasIdle(memory: number | undefined): boolean {
  return idle.some((hand) => hand.isAlive && hand.memory === memory);
}

/** It has no work any more, and nothing of what it did goes on. */
export function keep(hand: Hand): void {
  hand.owner = undefined;
  hand.tasks.clear();
  hand.lastTask = undefined;
  if (idle.length < KEPT) idle.push(hand);
  else hand.dismiss();
}
