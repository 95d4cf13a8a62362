import type { ItemData } from './item-schemas.ts';
import type { Item } from './model.ts';

/** Adds what is wrong with an item, at a path within it. */
export type Complain = (path: readonly PropertyKey[], message: string) => void;

/** What all items have in common. */
export function itemHead({ id, prompt, pitfall, role }: ItemData): Pick<Item, 'id' | 'prompt' | 'pitfall' | 'role'> {
  return { id, prompt, ...(pitfall === undefined ? {} : { pitfall }), ...(role === undefined ? {} : { role }) };
}
