import { inspect } from 'node:util';

/** The longest value an event shows, in characters. */
const LONGEST = 24;

/** A value in a few characters, as a picture of a schedule shows it. Runs none of the program's code: no getter, no proxy trap, no inspect method. */
export function valueText(value: unknown): string {
  const text = typeof value === 'function' ? `function ${value.name}`.trim() : value instanceof Error ? errorText(value) : inspected(value);
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}

function inspected(value: unknown): string {
  return inspect(value, { depth: 1, customInspect: false, getters: false, maxArrayLength: 6, maxStringLength: LONGEST, breakLength: Infinity });
}

function errorText(error: Error): string {
  const message = Object.getOwnPropertyDescriptor(error, 'message')?.value as unknown;
  return typeof message === 'string' && message !== '' ? `Error(${message})` : 'Error';
}
