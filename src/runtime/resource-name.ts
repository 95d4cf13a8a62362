import { creationIndex } from './detail.ts';
import { authorLine, authorNaming, authorSites, type SourceSite } from './sites.ts';
import type { Resource } from './resource.ts';

/** What the author calls a channel or lock: the name it was given, or else the variable or property that holds it. */
export function resourceName(resource: Resource): string {
  const name = plainName(resource);
  return name === undefined ? unnamed(resource) : `\`${name}\``;
}

/** What one is called that has no name. */
export function unnamed({ kind }: Resource): string {
  return `an unnamed ${kind.replace('-', ' ')}`;
}

/** The name without the marks around it. */
export function plainName(resource: Resource): string | undefined {
  const { label, createdAt, kind } = resource;
  const whole = wholes.get(resource);
  const name = whole && plainName(whole.of);
  if (whole && name !== undefined) return name + whole.suffix;
  if (label !== undefined || createdAt === undefined) return label;
  const holder = held(createdAt);
  return kind === 'context' ? holder?.context ?? holder?.name : holder?.name;
}

/** What is part of something else that has a name. */
const wholes = new WeakMap<Resource, { readonly of: Resource; readonly suffix: string }>();

/** Says that one thing is part of another, after which it is called: `.done()` of a context. */
export function partOf(whole: Resource, part: Resource, suffix: string): void {
  if (whole.createdAt !== undefined) wholes.set(part, { of: whole, suffix });
}

/** More about where a channel or lock belongs, to tell it from others of its name. */
export interface Whereabouts {
  /** What holds the object of which it is a property: `bank` for `this.mu` in `const bank = new Bank()`. */
  readonly owner?: string | undefined;
  /** The function that made it. */
  readonly within?: string | undefined;
}

export function whereabouts({ label, createdAt }: Resource): Whereabouts {
  return label !== undefined || createdAt === undefined ? {} : held(createdAt) ?? {};
}

interface Held extends Whereabouts {
  readonly name: string;
  /** What holds the context that came with it. */
  readonly context?: string | undefined;
}

/** How many callers are asked whether they hold what a function gave them. */
const MOST_CALLERS = 4;

function held(stack: string): Held | undefined {
  const sites = authorSites(stack).slice(0, MOST_CALLERS + 1);
  const index = creationIndex(stack);
  for (const [depth, site] of sites.entries()) {
    const naming = authorNaming(site);
    if (!naming) return depth === 0 ? lineName(site) : undefined;
    switch (naming.kind) {
      case 'variable': return { name: naming.name, within: naming.within, context: naming.context };
      case 'element': return { name: `${naming.name}[${index}]`, within: naming.within };
      case 'field': return { name: naming.name, owner: ownerIn(sites.slice(depth + 1), index) };
      case 'returned': break;
      default: naming.kind satisfies never;
    }
  }
  return undefined;
}

/** The first caller that makes an object with `new`. */
function ownerIn(sites: readonly SourceSite[], index: number): string | undefined {
  const naming = sites.map(authorNaming).find((one) => one?.isInstance);
  if (!naming || naming.kind === 'returned') return undefined;
  return naming.kind === 'element' ? `${naming.name}[${index}]` : naming.name;
}

/** The name that a line gives to what is made at a place, where nobody can take its source apart: `const jobs = chan(…)`, `this.jobs = …`, `jobs: chan(…)`. */
function lineName(site: SourceSite): Held | undefined {
  const line = authorLine(site);
  if (!line) return undefined;
  const before = line.slice(0, site.column - 1);
  const name = /([\p{ID_Start}$_#][\p{ID_Continue}$]*)\s*(?::[^=:;{},]*(?:<[^=;{}]*>)?\s*)?(?:=|:)\s*(?:new\s+)?(?:[\p{ID_Continue}$.]*\.)?$/u.exec(before)?.[1];
  return name === undefined ? undefined : { name };
}
