import type { Goroutine } from '../../runtime/goroutine.ts';
import type { SourceSite } from '../../runtime/sites.ts';
import type { GoroutineReport } from '../report.ts';
import type { Fault } from '../detect/fault.ts';

/** A goroutine as an explanation needs it. */
export interface Stuck {
  readonly goroutine: Goroutine;
  readonly report: GoroutineReport;
}

export interface Facts {
  readonly stuck: readonly Stuck[];
  /** Where it happened, for faults that happen at one place. */
  readonly site: SourceSite | undefined;
  readonly steps: number;
  /** The operation that broke a rule, in words. */
  readonly operation: string | undefined;
}

/** How many goroutines an explanation lists before it only counts. */
const MOST_LISTED = 5;

/** Go's state word for a goroutine. */
export function stateWord(goroutine: Goroutine): string {
  const [operation] = goroutine.waits;
  return operation?.reason ?? (goroutine.ended ? 'ended' : 'running');
}

/** What was wrong, in a paragraph that a learner understands. */
export function explain(fault: Fault, facts: Facts): string {
  switch (fault.kind) {
    case 'panic': return `${panicWords(fault, facts)} A panic that nobody catches ends the whole program.`;
    case 'error': return errorWords(fault, facts);
    case 'race': return 'Two goroutines use the same variable at the same time, and at least one of them writes it.';
    case 'unawaited': return unawaitedWords(facts);
    case 'uncontrolled': return `${capital(list(facts.stuck, { one: 'awaits something that is not an operation of the runtime', many: 'await something that is not an operation of the runtime' }))}, and nothing is left that could settle it.`;
    case 'deadlock': return `${capital(list(facts.stuck))}. ${deadlockReason(fault, facts)}`;
    case 'leak': return `Main returned, but ${list(facts.stuck)}. ${leakReason(facts)}`;
    case 'livelock': return livelockWords(facts);
    case 'never-ends': return `Main returned, but ${list(facts.stuck, { one: 'runs on and on', many: 'run on and on' })}. Nothing tells ${facts.stuck.length === 1 ? 'it' : 'them'} to stop.`;
    case 'lost-cancel': return lostCancelWords(fault, facts);
    default: return fault.kind satisfies never;
  }
}

function lostCancelWords({ detail, contexts = [] }: Fault, { site }: Facts): string {
  const many = contexts.length > 1 ? ` (${contexts.length} of them)` : '';
  const made = `Main returned, but the context made there${many} is still open${place(site)}`;
  switch (detail) {
    case 'errgroup': return `${made}: nobody waited for its errgroup, which would have ended it.`;
    case 'signal': return `${made}: nobody called the function that stops it.`;
    default: return `${made}: nobody called its cancel function. Its parent keeps it, with its timer and everybody who waits for it, for as long as the parent lives.`;
  }
}

function livelockWords({ stuck, steps }: Facts): string {
  const main = stuck.find(({ goroutine }) => goroutine === goroutine.program.main);
  const waiting = main?.report.waitingOn;
  const start = `Main had not finished after ${steps} steps, although every goroutine got its turns`;
  if (waiting === undefined || stuck.length === 1) return `${start}: the program runs in circles.`;
  return `${start}. It waits ${waiting}${place(main?.report.at)}, and the goroutines that go on do not help it: the program runs in circles.`;
}

function panicWords(fault: Fault, facts: Facts): string {
  const text = fault.error instanceof Error ? fault.error.message : String(fault.error);
  const who = facts.stuck[0] ? name(facts.stuck[0]).join(' ') : 'the program';
  return `${capital(who)} panicked: ${text}${place(facts.site)}.`;
}

function errorWords(fault: Fault, facts: Facts): string {
  const text = fault.error instanceof Error ? errorText(fault.error) : String(fault.error);
  if (fault.detail === 'exit') return `The program called ${fault.error instanceof Error ? fault.error.message : 'process.exit'}, which ends the whole process at once.`;
  if (fault.detail === 'unhandled-rejection') return `A promise that nobody awaited was rejected with ${text}${place(facts.site)}.`;
  if (fault.detail === 'callback') return `A callback threw ${text}${place(facts.site)}. Nobody can catch that, so it ends the whole program.`;
  return `Main threw ${text}${place(facts.site)}.`;
}

/** An error without a message is its name alone, without a colon that leads nowhere. */
function errorText({ name: kind, message }: Error): string {
  return message === '' ? kind : `${kind}: ${message}`;
}

function unawaitedWords({ stuck, site, operation }: Facts): string {
  const who = stuck[0] ? capital(name(stuck[0]).join(' ')) : 'A goroutine';
  return `${who} started an operation (${operation ?? 'unknown'}) and went on or ended without awaiting it${place(site)}. ` +
    'A goroutine has one operation in flight: put `await` before each, use `select` to wait for several, or `go` to do one in the background.';
}

function deadlockReason(fault: Fault, { stuck }: Facts): string {
  const alone = stuck.length === 1;
  const nobody = alone ? 'No other goroutine is left' : 'None of the other goroutines will';
  switch (fault.detail) {
    case 'nil-channel': return 'A nil channel blocks for ever: make the channel with `chan()` before it is used.';
    case 'receive': return alone ? 'No goroutine is left that could send or close.' : 'Each waits for another, so nobody sends or closes.';
    case 'send': return alone ? 'No goroutine is left that could receive.' : 'Each waits for another, so nobody receives.';
    case 'wait-group': return `The counter never reaches zero: ${alone ? 'no goroutine is left that could call `done()`' : 'those that should call `done()` are stuck themselves'}.`;
    case 'lock-cycle': return alone ? 'It holds that lock itself, so nobody will unlock it.' : 'They wait for each other in a circle, so none of them will ever unlock.';
    case 'lock': return alone ? 'Whoever locked it never unlocked it.' : 'Each waits for what another holds.';
    case 'empty-select': return 'A select without cases waits for ever.';
    case 'cond': return 'Nobody is left to signal.';
    default: return stuck.length === 0 ? 'No goroutine is left, and main has not returned.' : `${nobody} ${alone ? 'to wake it' : 'wake it'}.`;
  }
}

function leakReason({ stuck }: Facts): string {
  const states = new Set(stuck.map(({ report }) => report.state));
  const [waiting = ''] = states.size === 1 ? states : [];
  const it = stuck.length === 1 ? 'It stays' : 'They stay';
  if (waiting.startsWith('chan send')) return `Nobody receives any more. ${it} in memory as long as the program runs.`;
  if (waiting.startsWith('chan receive')) return `Nobody sends or closes any more. ${it} in memory as long as the program runs.`;
  return `${it} in memory as long as the program runs.`;
}

/** `main waits to receive from jobs (main.ts:3:5); goroutines 2 and 3 (worker) wait …`: those in the same plight together. */
function list(stuck: readonly Stuck[], doing?: Doing): string {
  if (stuck.length === 0) return 'nothing can go on';
  const groups = Map.groupBy(stuck, (one) => `${one.goroutine.name}\n${plight(one, doing).one}`);
  const listed = [...groups.values()].slice(0, MOST_LISTED).map((group) => {
    const [first] = group as [Stuck, ...Stuck[]];
    const { one, many } = plight(first, doing);
    return group.length === 1 ? `${name(first).join(' ')} ${one}` : `${names(group)} ${many}`;
  });
  const more = stuck.length - [...groups.values()].slice(0, MOST_LISTED).flat().length;
  return listed.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** What a goroutine is doing, said of one and of several. */
interface Doing {
  readonly one: string;
  readonly many: string;
}

function plight({ report: { waitingOn, at, createdAt } }: Stuck, doing?: Doing): Doing {
  const where = place(at ?? createdAt, at ? 'at' : 'started at');
  const what = doing ?? (waitingOn ? { one: `waits for ever ${waitingOn}`, many: `wait for ever ${waitingOn}` } : { one: 'is stuck', many: 'are stuck' });
  return { one: what.one + where, many: what.many + where };
}

/** A goroutine's name in two parts: what it is called, and its number. */
function name({ goroutine }: Stuck): [string] | [string, string] {
  if (goroutine === goroutine.program.main) return ['main'];
  return goroutine.name === 'func' ? [`goroutine ${goroutine.id}`] : [`goroutine ${goroutine.id}`, `(${goroutine.name})`];
}

/** `goroutines 3, 5 and 7 (ask)` */
function names(group: readonly Stuck[]): string {
  const ids = group.map(({ goroutine }) => goroutine.id);
  const shown = ids.length <= MOST_LISTED ? ids : ids.slice(0, MOST_LISTED - 1);
  const list = ids.length <= MOST_LISTED ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : `${shown.join(', ')} and ${ids.length - shown.length} more`;
  const [first] = group;
  return `goroutines ${list}${first && first.goroutine.name !== 'func' ? ` (${first.goroutine.name})` : ''}`;
}

function place(site: SourceSite | undefined, word = 'at'): string {
  return site ? `, ${word} ${site.file}:${site.line}:${site.column}` : '';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
