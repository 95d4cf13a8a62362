import type { ChannelKit, SelectKit } from '../cases/kit.ts';
import type { PropertyName } from '../harness/kinds.ts';

/** What an implementation must do for its speed to count. */
export interface Property {
  readonly name: PropertyName;
  readonly says: string;
  /** Throws an error that says how it fails. */
  readonly check: <C, R, E>(kit: ChannelKit<C, R> & Partial<SelectKit<C, E>>) => Promise<void>;
}

/** The property is about `select`, and there is none. */
export class NoSelect extends Error {
  override readonly name = 'NoSelect';
}

/** The part of the kit that a property about `select` needs. */
export function selectOf<C, E>(kit: Partial<SelectKit<C, E>>): SelectKit<C, E>['selecting'] {
  if (kit.selecting === undefined) throw new NoSelect('it has no select that can be used this way');
  return kit.selecting;
}

/** Throws unless they are equal. */
export function same(what: string, found: unknown, expected: unknown): void {
  const [left, right] = [JSON.stringify(found), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${what}: ${left}, not ${right}`);
}

/** Lets everything run that can. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => { setImmediate(resolve); });
}
