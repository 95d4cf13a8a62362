import { AsyncLocalStorage } from 'node:async_hooks';
import type { Goroutine } from './goroutine.ts';

/**
 * Which goroutine is running. An asynchronous context follows a goroutine through every `await`, foreign ones
 * included, which no bookkeeping of our own could; since Node 24 it costs nothing measurable.
 */
export const goroutineStorage = new AsyncLocalStorage<Goroutine>();
