import { isInventoryId, type Inventory } from './inventory.ts';
import type { Mark } from './markdown.ts';
import type { Problems } from './problems.ts';

/** An id that does not exist covers nothing, so it is refused. */
export function checkIds(ids: readonly Mark[], inventory: Inventory, problems: Problems): void {
  for (const { id, position } of ids) {
    if (!isInventoryId(inventory, id)) problems.add(position, inventory.source === 'built in' ? `There is no inventory id \`${id}\`; correct it.` : `There is no inventory id \`${id}\`; correct it, or list it in course.yaml.`);
  }
}
