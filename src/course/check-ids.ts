import { isInventoryId } from './inventory.ts';
import type { Mark } from './markdown.ts';
import type { Problems } from './problems.ts';

/** An id that does not exist covers nothing, so it is refused. */
export function checkIds(ids: readonly Mark[], problems: Problems): void {
  for (const { id, position } of ids) {
    if (!isInventoryId(id)) problems.add(position, `There is no inventory id \`${id}\`; correct it.`);
  }
}
