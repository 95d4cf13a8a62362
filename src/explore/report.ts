/**
 * What an exploration found: the public shapes of `explore`, `replay` and the `--json` documents over them.
 * Everything here is plain data.
 */

/** What can be wrong with a program under one schedule. What comes first has precedence when a schedule shows several. */
export const findingKinds = [
  'panic',        // a panic nobody recovered, and every misuse for which Go's runtime panics
  'error',        // main threw something other than a Panic
  'race',         // two accesses without a happens-before edge
  'unawaited',    // a second operation in flight, or a goroutine that ended with one pending
  'uncontrolled', // an await that nothing can settle
  'deadlock',     // main unfinished and nothing can run
  'leak',         // main finished, a goroutine is blocked for ever
  'livelock',     // main unfinished at the step bound
  'never-ends',   // main finished, something is still running at the step bound
  'lost-cancel',  // a cancel function that was never called
] as const;

/** One of `findingKinds`. */
export type FindingKind = (typeof findingKinds)[number];

/** A place in the author's source. Lines and columns count from 1. */
export interface Site {
  /** Path relative to the program's root folder, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** One goroutine as a finding shows it. */
export interface GoroutineReport {
  /** 1 is main; the others are numbered as they were started. */
  readonly id: number;
  /** The name of its function; `func` when it has none. */
  readonly name: string;
  /** Go's state words: `running`, `runnable`, `chan send`, `chan receive`, `select`, `sleep`, `sync.Mutex.Lock`, … */
  readonly state: string;
  /** What it waits on, in the program's own names: ``receive from `jobs` ``. */
  readonly waitingOn?: string;
  /** Where it waits, or where it was last seen. */
  readonly at?: Site;
  /** Where it was started. */
  readonly createdAt?: Site;
  /** Who could wake it, as far as the schedule has shown: the holders of the lock, those who have sent on the channel it receives from, … */
  readonly waitsFor?: readonly Helper[];
}

/** A goroutine that could wake one that waits. */
export interface Helper {
  /** Its id. */
  readonly goroutine: number;
  /** The name of its function; `func` when it has none. */
  readonly name: string;
  /** What makes it one: it holds the lock, has used the channel from the other side, or is one of those a wait group waits for. */
  readonly role: 'holds' | 'sent' | 'received' | 'closed' | 'done' | 'signalled' | 'member';
  /** What it is doing now: Go's state words, or `ended`. */
  readonly state: string;
  /** What it waits on, when it waits. */
  readonly waitingOn?: string;
  /** Since when: the step in which it took the lock, or did so last. */
  readonly step?: number;
  /** Where that was. */
  readonly at?: Site;
}

/** One part of a wait-for cycle: a goroutine, what it waits for, and who has that. */
export interface CycleEdge {
  /** The id of the goroutine that waits. */
  readonly goroutine: number;
  /** What it waits on: ``for the lock `accounts` ``. */
  readonly waitingOn: string;
  /** The resource's name: `` `accounts` ``. */
  readonly resource: string;
  /** Where it waits. */
  readonly at?: Site;
  /** The id of the goroutine that holds the resource, or that the resource waits for: the next one of the cycle. */
  readonly holder: number;
  /**
   * How it stands in the way: it has locked for writing or reading, waits to write before others may read, is one that a group waits for, or has
   * done on the channel or the condition what would have to be done again.
   */
  readonly role: 'write' | 'read' | 'queued' | 'member' | 'sent' | 'received' | 'closed' | 'done' | 'signalled';
  /** Where the holder took it, or did so last. */
  readonly takenAt?: Site;
  /** The step of that. */
  readonly takenStep?: number;
}

/** Something wrong with the program, seen under one schedule. */
export interface Finding {
  /** What is wrong. */
  readonly kind: FindingKind;
  /** A refinement, such as `waitgroup-misuse` or `nil-channel`. */
  readonly detail?: string;
  /** One paragraph a learner understands. */
  readonly message: string;
  /** The goroutines concerned: the stuck ones, or the one that panicked. */
  readonly goroutines: readonly GoroutineReport[];
  /** Goroutines that wait for each other in a circle, if they do; each edge's holder is the next edge's goroutine, and the last one's the first's. */
  readonly cycle?: readonly CycleEdge[];
  /** A stable code that reports map to a lesson and a pitfall. */
  readonly topic?: string;
  /** The token that replays this schedule; at most 80 characters. */
  readonly replay: string;
  /** One thing to do about it. */
  readonly nextStep?: string;
  /** The events that led here, oldest first. Of a long schedule the first hundred and the last ones. */
  readonly trace: readonly TraceEvent[];
  /** The goroutines of the trace. */
  readonly cast?: readonly TraceGoroutine[];
  /** The channels, locks and so on of the trace. */
  readonly resources?: readonly TraceResource[];
}

/** What sorts of events there are. */
export const traceKinds = [
  'creates', // a `go` statement, or a timer that runs a function
  'starts',  // a goroutine begins
  'does',    // an operation that was completed at once, or something synchronous
  'waits',   // an operation that could not be completed yet
  'goes on', // an operation was completed that had to wait
  'fails',   // an operation panics
  'reads',   // an access to the memory that a race is about
  'writes',
  'ends',
  'throws',  // a goroutine ends by a panic, or by an error that nobody caught
] as const;

/** One of `traceKinds`. */
export type TraceKind = (typeof traceKinds)[number];

/** One event of a schedule, as text and pictures show it. */
export interface TraceEvent {
  /** The step of the schedule in which it happens; all that a goroutine does between two scheduling points is one step. */
  readonly step: number;
  /** Virtual milliseconds since the program began. */
  readonly time: number;
  /** The goroutine's id. */
  readonly goroutine: number;
  /** ``sends 3 on `jobs` ``, `starts`, `ends` … */
  readonly what: string;
  /** The line it is at, where that is known. */
  readonly at?: Site;
  /** What sort of event it is. */
  readonly kind?: TraceKind;
  /** Go's word for what it waits in, or would: `chan send`, `sync.Mutex.Lock`, …; or what it does at once: `closes`, `unlocks`, … */
  readonly operation?: string;
  /** The same as the author might have written it: `jobs.send(3)`. */
  readonly call?: string;
  /** What came of it, in short: the value that was received, `closed`, or the case that a select chose. */
  readonly result?: string;
  /** The channels, locks and so on that it is about: ids among the finding's `resources`. */
  readonly on?: readonly number[];
  /** The goroutine that it creates. */
  readonly creates?: number;
  /** The goroutines that it wakes. */
  readonly wakes?: readonly number[];
  /** Who woke it, when it goes on. */
  readonly wokenBy?: number | 'timer';
  /** The values in the channel's buffer afterwards, in short. */
  readonly buffer?: readonly string[];
}

/** A goroutine that takes part in a trace. */
export interface TraceGoroutine {
  /** As in `TraceEvent.goroutine`. */
  readonly id: number;
  /** The name of its function; `func` when it has none. */
  readonly name: string;
  /** Where it was started. */
  readonly createdAt?: Site;
}

/** A channel, a lock, a wait group … that takes part in a trace. */
export interface TraceResource {
  /** As in `TraceEvent.on`. */
  readonly id: number;
  /** What the author calls it. */
  readonly name: string;
  /** `channel`, `mutex`, `wait-group`, … */
  readonly kind: string;
  /** Of a channel: how many values its buffer holds. */
  readonly capacity?: number;
  /** Where it was made. */
  readonly createdAt?: Site;
}

/** The largest values seen over all schedules. */
export interface Meters {
  /** Goroutines that had not ended, at the same time; main counts. */
  readonly maxGoroutines: number;
  /** The fullest each channel's buffer and sender queue were together, in the schedule with the longest queue; by the channel's name. */
  readonly maxQueued: Readonly<Record<string, number>>;
  /** Virtual milliseconds from the start to the end of the longest schedule. */
  readonly virtualTime: number;
}

/** How much of what can happen an exhaustive exploration has run. */
export interface Coverage {
  /** `all`: every interleaving. `bounded`: every schedule with so many pre-emptions at most. `part`: something is left, nothing is proved. */
  readonly kind: 'all' | 'bounded' | 'part';
  /** How many were run; of interleavings that differ only in the order of steps which have nothing to do with each other, one. */
  readonly executions: number;
  /** How often a goroutine that could have gone on was made to wait, at most. */
  readonly preemptions?: number;
  /** The same in words: `all 12 interleavings pass`. */
  readonly text: string;
}

/** The answer of `explore`. */
export interface Report {
  /** The kind of the first finding, or `pass`. */
  readonly verdict: FindingKind | 'pass';
  /** How many schedules ran. */
  readonly schedules: number;
  /** Each different thing that is wrong, in the order of the schedules that showed it first. */
  readonly findings: readonly Finding[];
  /** The seed that all choices came from. */
  readonly seed: number;
  /** Data races need instrumented source; until the program came through it they are not looked for. */
  readonly races: 'checked' | 'not checked';
  /** `false` when a schedule waited for the real world, or did something else when it was run again: its replay is best effort. */
  readonly controlled: boolean;
  /** Goroutines that were runnable or sleeping when main returned and would have ended by themselves. */
  readonly unfinished: number;
  /** The largest values seen. */
  readonly meters: Meters;
  /** In words, what the program did differently when the same schedule was run again; then `controlled` is `false` too. */
  readonly nondeterministic?: string;
  /** How much was run, when the strategy is `exhaustive`. */
  readonly coverage?: Coverage;
}
