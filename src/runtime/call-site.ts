import { goroutineStorage } from './current.ts';
import type { Goroutine } from './goroutine.ts';

/** Writes a place of a loader's code as a line of an engine's stack. */
export type SiteText = (site: number) => string;

/** The operations of programs whose loader tells where each is called are remembered with that place, which costs next to nothing. */
export let remembersSites = false;

/** Begins or ends that. */
export function rememberSites(remember: boolean): void {
  remembersSites = remember;
  lastText = undefined;
  lastGoroutine = undefined;
}

/** A call in a program, as its loader numbers them. */
export class CallSite {
  readonly #site: number;
  readonly #textOf: SiteText;

  constructor(site: number, textOf: SiteText) {
    this.#site = site;
    this.#textOf = textOf;
  }

  /** It is made once more, without being written again: a loop over a channel asks it for values one after another. */
  repeat(): void {
    nowAt(this.#site, this.#textOf);
  }

  /** As an engine would write it. */
  get stack(): string {
    return this.#textOf(this.#site);
  }
}

// The call that was begun last, and by whom: what he does until he makes another belongs to it. Not one object, which would have to be made for each call.
let lastSite = 0;
let lastText: SiteText | undefined;
let lastGoroutine: Goroutine | undefined;

/** A loader says which call comes now. */
export function nowAt(site: number, textOf: SiteText): void {
  lastSite = site;
  lastText = textOf;
  lastGoroutine = goroutineStorage.getStore();
}

/** The call that a goroutine is in, if it is the one that made the last one. */
export function callSiteOf(goroutine: Goroutine | undefined): CallSite | undefined {
  return lastText !== undefined && lastGoroutine === goroutine ? new CallSite(lastSite, lastText) : undefined;
}

/** The call that the running goroutine is in, if sites are remembered. */
export function currentCallSite(): CallSite | undefined {
  return remembersSites ? callSiteOf(goroutineStorage.getStore()) : undefined;
}
