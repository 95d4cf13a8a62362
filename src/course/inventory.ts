/** What a course must teach, as ids. The built-in course brings its list along; another course lists its own in `course.yaml`. */

export interface Inventory {
  /** Where the list is from. One in `course.yaml` need not name the pitfalls and questions: the headings of the lessons do. */
  readonly source: 'built in' | 'course.yaml';
  /** The ids of each kind. Kinds and ids are in the order reports use. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** What a lesson or an exercise must cover by itself, by its id: `lesson-3`, `exercise-1`. */
  readonly parts: ReadonlyMap<string, readonly string[]>;
}

/** Whether there is such an id. */
export function isInventoryId(inventory: Inventory, id: string): boolean {
  if (inventory.source === 'course.yaml' && isHeadingId(id)) return true;
  return groupOf(inventory, id) !== undefined;
}

/** What the id stands for, or `undefined` for an unknown one. */
export function groupOf(inventory: Inventory, id: string): string | undefined {
  return [...inventory.groups].find(([, ids]) => ids.includes(id))?.[0];
}

/** Every id that a lesson or an exercise must cover, by the id of the lesson or exercise. */
export function requiredIds(inventory: Inventory, part: string): readonly string[] {
  return inventory.parts.get(part) ?? [];
}

/** Whether the id is a pitfall's or a question's: `3.P2`, `6.PX1`, `3.Q1`. */
export function isHeadingId(id: string): boolean {
  return /^\d+\.(?:PX?|Q)\d+$/.test(id);
}
