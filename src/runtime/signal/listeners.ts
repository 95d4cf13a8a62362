import { currentGoroutine } from '../program.ts';
import type { Scheduler } from '../scheduler.ts';

/** Who wants to know of which signal. */
type Listeners = Map<NodeJS.Signals, Set<() => void>>;

/** One listener of the process serves any number of contexts: Node warns of more than ten. */
const ofProcess: Listeners = new Map();
/** Under the explorer nothing is installed: only what the program itself raises arrives. */
const ofExplorations = new WeakMap<Scheduler, Listeners>();

/** Calls `arrived` whenever the signal comes. @returns how to stop; after the last one has, the system's default handling is back */
export function listen(signal: NodeJS.Signals, arrived: () => void): () => void {
  const { scheduler } = currentGoroutine().program;
  return scheduler.controlled ? add(listenersUnder(scheduler), signal, arrived) : listenToProcess(signal, arrived);
}

function listenToProcess(signal: NodeJS.Signals, arrived: () => void): () => void {
  if (!ofProcess.has(signal)) process.on(signal, hearProcess);
  const remove = add(ofProcess, signal, arrived);
  return () => {
    remove();
    if (!ofProcess.has(signal)) process.off(signal, hearProcess);
  };
}

function hearProcess(signal: NodeJS.Signals): void {
  tell(ofProcess, signal);
}

/** Tells those that listen under this scheduler. @returns whether there was anybody */
export function tellUnder(scheduler: Scheduler, signal: NodeJS.Signals): boolean {
  return tell(listenersUnder(scheduler), signal);
}

function listenersUnder(scheduler: Scheduler): Listeners {
  let listeners = ofExplorations.get(scheduler);
  if (!listeners) ofExplorations.set(scheduler, listeners = new Map<NodeJS.Signals, Set<() => void>>());
  return listeners;
}

function add(listeners: Listeners, signal: NodeJS.Signals, arrived: () => void): () => void {
  let interested = listeners.get(signal);
  if (!interested) listeners.set(signal, interested = new Set());
  interested.add(arrived);
  return () => {
    if (listeners.get(signal)?.delete(arrived) === true && listeners.get(signal)?.size === 0) listeners.delete(signal);
  };
}

function tell(listeners: Listeners, signal: NodeJS.Signals): boolean {
  const interested = [...listeners.get(signal) ?? []];
  for (const arrived of interested) arrived();
  return interested.length > 0;
}
