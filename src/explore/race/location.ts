import type { SiteNumber } from '../../loader/index.ts';
import type { Actor } from './actor.ts';

/** What kind of memory a location is; it decides how a race on it is told. */
export type LocationKind =
  | 'variable'
  /** A named property, or an entry of an object that serves as a map. */
  | 'property'
  | 'element'
  /** All elements of an array, or all properties of an object. */
  | 'contents'
  /** How long an array is. */
  | 'structure'
  /** What a `Map` or a `Set` holds for one key. */
  | 'entry'
  /** How many entries a `Map`, a `Set` or an object that serves as a map has, and which. */
  | 'keys'
  /** A `Map` or a `Set` as a whole: in Go no two goroutines may use a map when one of them changes it, whatever the keys. */
  | 'map'
  /** The counter of a wait group, which `add` and `wait` must not meet on when it is zero. */
  | 'wait-group';

/** Whatever knows where a call of the runtime was made: an error, an operation. */
export interface CallSite {
  readonly stack?: string | undefined;
}

/** The last access of a goroutine to a location. */
export interface Access {
  readonly actor: Actor;
  /** On the goroutine's own clock. */
  readonly time: number;
  /** The same, when the stretch of code began in which it happened. */
  readonly since: number;
  /** Where it is written; of a call of the runtime whatever has its stack, as far as that is remembered. */
  readonly site: SiteNumber | CallSite | undefined;
  /** The stretch of code without a pause in which it happened. */
  readonly segment: number;
  /** `updates`: it was read and written without a pause in between. */
  readonly how: 'reads' | 'writes' | 'updates';
}

/** A piece of memory that goroutines may share. Two accesses to one of them, of which one writes, need something that orders them. */
export class Location {
  readonly kind: LocationKind;
  /** The last write. */
  write: Access | undefined = undefined;
  /** The last read, when all before it are ordered with it; several when they are not. */
  reads: Access | Map<Actor, Access> | undefined = undefined;

  constructor(kind: LocationKind) {
    this.kind = kind;
  }

  /** What happened to another one has also happened to this one. */
  takeOver({ write, reads }: Location): void {
    this.write = write;
    this.reads = reads instanceof Map ? new Map(reads) : reads;
  }
}
