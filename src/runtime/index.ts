/** The language and Go's packages. */
export { chan, nilChan } from './chan.ts';
export type { Channel, ReceiveChannel, Received, SendChannel } from './channel.ts';
export { DeadlockError } from './deadlock-error.ts';
export { defer, type Deferred, type DeferStack } from './defer.ts';
export { go } from './go.ts';
export { gosched } from './gosched.ts';
export { Panic, panic, type PanicOrigin } from './panic.ts';
export { run } from './run.ts';
export { select, type SelectCases, type SelectEvent, type SelectIndexEvent, type SendCase } from './select.ts';
export type { Context } from './context/index.ts';
export * as atomic from './atomic/index.ts';
export * as context from './context/index.ts';
export * as errgroup from './errgroup/index.ts';
export * as rate from './rate/index.ts';
export * as runtime from './info.ts';
export * as signal from './signal/index.ts';
export * as sync from './sync/index.ts';
export * as time from './time/index.ts';
