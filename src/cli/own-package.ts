/** Our own package.json: the version, and the versions a workspace pins. */
import { readFileSync } from 'node:fs';

export interface OwnPackage {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

export function ownPackage(): OwnPackage {
  // The same distance from `src/cli/` and from `dist/cli/`.
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
}
