import { basename } from 'node:path';

/** What a dump calls a goroutine: the export and the file. */
export function goroutineName(url: string, name: string): string {
  return `${name} of ${basename(new URL(url).pathname)}`;
}
