import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Program } from '../../runtime/program.ts';
import type { Resource } from '../../runtime/resource.ts';
import { siteOf } from '../explain/site.ts';
import type { Namer } from '../explain/namer.ts';
import type { TraceEvent, TraceGoroutine, TraceKind, TraceResource } from '../report.ts';
import { callOf } from './calls.ts';
import { type Entry, placeOf, resourcesOf, type Result } from './entry.ts';
import { sentenceOf } from './sentences.ts';

/** A goroutine's number in a second program of the same process begins here, in a third at twice as much. */
const NEXT_PROGRAM = 1_000_000;

/** How something came about: events, and what takes part in them. */
export interface Trace {
  /** Oldest first. Of a long schedule the first hundred events and the last ones. */
  readonly trace: readonly TraceEvent[];
  /** The goroutines. */
  readonly cast: readonly TraceGoroutine[];
  /** The channels, locks and so on. */
  readonly resources: readonly TraceResource[];
}

/** The log as plain data, in the author's own names. */
export function traceOf(entries: readonly Entry[], namer: Namer): Trace {
  const writer = new TraceWriter(namer);
  const trace = entries.map((entry) => writer.event(entry));
  return { trace, cast: writer.cast(), resources: writer.resources() };
}

class TraceWriter {
  readonly #namer: Namer;
  readonly #resources = new Map<Resource, number>();
  readonly #goroutines = new Map<number, Goroutine>();
  readonly #programs: Program[] = [];

  constructor(namer: Namer) {
    this.#namer = namer;
  }

  event(entry: Entry): TraceEvent {
    const names = resourcesOf(entry).map((resource) => this.#namer.plain(resource));
    const at = placeOf(entry);
    const call = callOf(entry, names);
    const on = this.#subjectsOf(entry);
    const result = resultText(entry);
    const buffer = 'result' in entry ? entry.result?.buffer : entry.kind === 'acts' ? entry.buffer : undefined;
    return {
      step: entry.step,
      time: entry.time,
      goroutine: this.#number(entry.goroutine),
      what: sentenceOf(entry, { name: (resource) => this.#namer.quoted(resource), number: (goroutine) => this.#number(goroutine) }),
      kind: kindOf(entry),
      ...(at ? { at } : {}),
      ...operationOf(entry),
      ...(call === undefined ? {} : { call }),
      ...(result === undefined ? {} : { result }),
      ...(on.length > 0 ? { on } : {}),
      ...(entry.kind === 'creates' ? { creates: this.#number(entry.child) } : {}),
      ...(entry.wakes.length > 0 ? { wakes: entry.wakes.map((goroutine) => this.#number(goroutine)) } : {}),
      ...this.#wokenBy(entry),
      ...(buffer ? { buffer } : {}),
    };
  }

  cast(): TraceGoroutine[] {
    return [...this.#goroutines].toSorted(([a], [b]) => a - b).map(([id, goroutine]) => {
      const createdAt = goroutine.parent ? siteOf(goroutine.createdAt) : undefined;
      return { id, name: goroutine.name, ...(createdAt ? { createdAt } : {}) };
    });
  }

  resources(): TraceResource[] {
    return [...this.#resources].map(([resource, id]) => {
      const createdAt = siteOf(resource.createdAt);
      const { capacity } = resource as Resource & { readonly capacity?: number };
      return { id, name: this.#namer.plain(resource), kind: resource.kind, ...(capacity === undefined ? {} : { capacity }), ...(createdAt ? { createdAt } : {}) };
    });
  }

  #subjectsOf(entry: Entry): number[] {
    // Of a select that has chosen, only what it chose.
    const chosen = 'result' in entry ? entry.result?.chosen?.channel : undefined;
    return (chosen ? [chosen] : resourcesOf(entry)).map((resource) => this.#idOf(resource));
  }

  #idOf(resource: Resource): number {
    const id = this.#resources.get(resource) ?? this.#resources.size + 1;
    this.#resources.set(resource, id);
    return id;
  }

  #wokenBy(entry: Entry): Pick<TraceEvent, 'wokenBy'> {
    if (entry.kind !== 'goes on' || entry.by === undefined) return {};
    return { wokenBy: entry.by === 'timer' ? 'timer' : this.#number(entry.by) };
  }

  /** Goroutines of several programs have the same numbers. */
  #number(goroutine: Goroutine): number {
    const isTopLevel = goroutine.id === 0;
    if (!isTopLevel && !this.#programs.includes(goroutine.program)) this.#programs.push(goroutine.program);
    const number = goroutine.id + Math.max(0, this.#programs.indexOf(goroutine.program)) * NEXT_PROGRAM;
    this.#goroutines.set(number, goroutine);
    return number;
  }
}

function operationOf(entry: Entry): Pick<TraceEvent, 'operation'> {
  if (entry.kind === 'operation' || entry.kind === 'goes on') return { operation: entry.operation.reason };
  return entry.kind === 'acts' ? { operation: entry.verb } : {};
}

function kindOf(entry: Entry): TraceKind {
  switch (entry.kind) {
    case 'creates': case 'starts': case 'goes on': case 'ends': case 'throws': return entry.kind;
    case 'acts': return 'does';
    case 'accesses': return entry.how === 'read' ? 'reads' : 'writes';
    case 'operation': return entry.outcome === 'fails' ? 'fails' : entry.outcome === 'at once' ? 'does' : 'waits';
    default: return entry satisfies never;
  }
}

function resultText(entry: Entry): string | undefined {
  const result = 'result' in entry ? entry.result : undefined;
  return result && resultOfCall(result);
}

function resultOfCall({ received, isClosed, chosen }: Result): string | undefined {
  const value = isClosed ? 'closed' : received;
  if (!chosen) return value;
  return value === undefined ? chosen.key : `${chosen.key}: ${value}`;
}
