import type { Resource } from '../runtime/resource.ts';
import { resourceName } from '../runtime/resource-name.ts';

/** What a channel or lock is called, as far as this thread knows. */
export function nameOf(resource: Resource): string | undefined {
  if (resource.label !== undefined || resource.createdAt === undefined) return resource.label;
  return /^`(.*)`$/.exec(resourceName(resource))?.[1];
}
