import { constants } from 'node:os';

/** Whether no process can listen to it. */
export function isUncatchable(signal: NodeJS.Signals): boolean {
  return signal === 'SIGKILL' || signal === 'SIGSTOP';
}

/** The signals, each once. @throws {TypeError} when there is none, or one that no process can listen to */
export function requireSignals(what: string, signals: readonly NodeJS.Signals[]): readonly NodeJS.Signals[] {
  if (signals.length === 0) throw new TypeError(`${what}: name the signals to wait for, such as 'SIGINT' and 'SIGTERM'`);
  for (const signal of signals) {
    if (!Object.hasOwn(constants.signals, signal)) throw new TypeError(`${what}: this system has no signal ${inWords(signal)}; 'SIGINT' is one it has`);
    if (isUncatchable(signal)) throw new TypeError(`${what}: ${signal} ends or stops a process without asking it; 'SIGTERM' is the one that asks`);
  }
  return [...new Set(signals)];
}

function inWords(signal: unknown): string {
  return typeof signal === 'string' ? `'${signal}'` : String(signal);
}
