import { authorLine, authorSite, type SourceSite } from './sites.ts';
import type { Resource } from './resource.ts';

/** What the author calls a channel or lock: the name it was given, or else the variable or property that holds it. */
export function resourceName(resource: Resource): string {
  const name = resource.label ?? variableAt(authorSite(resource.createdAt));
  return name === undefined ? `an unnamed ${resource.kind.replace('-', ' ')}` : `\`${name}\``;
}

/** The name that the source gives to what is made at a place: `const jobs = chan(…)`, `this.jobs = …`, `jobs: chan(…)`. */
function variableAt(site: SourceSite | undefined): string | undefined {
  const line = site && authorLine(site);
  if (!line) return undefined;
  const before = line.slice(0, site.column - 1);
  return /([\p{ID_Start}$_#][\p{ID_Continue}$]*)\s*(?::[^=:;{},]*(?:<[^=;{}]*>)?\s*)?(?:=|:)\s*(?:new\s+)?(?:[\p{ID_Continue}$.]*\.)?$/u.exec(before)?.[1];
}
