/** Go's package `os/signal`, as far as a context does it better than a channel of signals. */
export { notifyContext } from './notify-context.ts';
export { raise } from './raise.ts';
export { SignalError } from './signal-error.ts';
