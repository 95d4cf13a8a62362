import type { CaseName, Program } from '../harness/kinds.ts';
import { fanIn, fanInTrying } from './fan-in.ts';
import type { ChannelKit, LockKit, SelectKit, TimeoutKit, TimerKit, TryKit, TryLockKit } from './kit.ts';
import { mutexHandOver, mutexHandOverTrying } from './mutex.ts';
import { pingPong, pingPongTrying } from './ping-pong.ts';
import { producerConsumer, producerConsumerTrying } from './producer-consumer.ts';
import { selectOverFour, selectOverFourTrying } from './select.ts';
import { sieve, sieveTrying } from './sieve.ts';
import { passToAndFro } from './flat.ts';
import { spawnAndPark } from './spawn.ts';
import { receiveWithTimeout } from './timeout.ts';
import { fireTimers, stopTimers } from './timers.ts';

/** The cases that need only goroutines and channels. */
export function channelPrograms<C, R>(kit: ChannelKit<C, R>): Partial<Record<CaseName, Program>> {
  return {
    'ping-pong': pingPong(kit),
    unbuffered: producerConsumer(0, kit),
    buffered: producerConsumer(128, kit),
    'fan-in': fanIn(kit),
    sieve: sieve(kit),
    'spawn-100k': spawnAndPark(kit),
    'spawn-1m': spawnAndPark(kit),
  };
}

/** The cases that compare an implementation with itself. */
export function flatPrograms<C, R>(kit: ChannelKit<C, R>): Partial<Record<CaseName, Program>> {
  return {
    'flat-10': passToAndFro(kit),
    'flat-1k': passToAndFro(kit),
    'flat-100k': passToAndFro(kit),
    'flat-1m': passToAndFro(kit),
  };
}

/** The case that needs a lock. */
export function lockPrograms<C, R, M>(kit: ChannelKit<C, R> & LockKit<M>): Partial<Record<CaseName, Program>> {
  return { mutex: mutexHandOver(kit) };
}

/** The case that needs a select that gives up after a while. */
export function timeoutPrograms<C, R, E>(kit: ChannelKit<C, R> & TimeoutKit<C, E>): Partial<Record<CaseName, Program>> {
  return { timeout: receiveWithTimeout(kit) };
}

/** The cases that need timers. */
export function timerPrograms<C, R, E, T>(kit: ChannelKit<C, R> & TimeoutKit<C, E> & TimerKit<T>): Partial<Record<CaseName, Program>> {
  return { ...timeoutPrograms(kit), timers: stopTimers(kit), 'timers-fire': fireTimers(kit) };
}

/** Most of them, with an `await` for every operation. */
export function awaitingPrograms<C, R, E, M>(kit: ChannelKit<C, R> & SelectKit<C, E> & LockKit<M>): Partial<Record<CaseName, Program>> {
  return { ...channelPrograms(kit), ...lockPrograms(kit), select: selectOverFour(kit) };
}

/** Those in which something can be tried first. */
export function tryingPrograms<C, R, E, M>(kit: ChannelKit<C, R> & TryKit<C> & SelectKit<C, E> & LockKit<M> & TryLockKit<M>): Partial<Record<CaseName, Program>> {
  return {
    'ping-pong': pingPongTrying(kit),
    unbuffered: producerConsumerTrying(0, kit),
    buffered: producerConsumerTrying(128, kit),
    select: selectOverFourTrying(kit),
    'fan-in': fanInTrying(kit),
    sieve: sieveTrying(kit),
    mutex: mutexHandOverTrying(kit),
  };
}
