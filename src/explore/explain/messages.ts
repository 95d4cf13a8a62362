import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Resource } from '../../runtime/resource.ts';
import type { SourceSite } from '../../runtime/sites.ts';
import type { Fault } from '../detect/fault.ts';
import { placeOf } from '../log/entry.ts';
import { circleWords } from './circle.ts';
import type { Use } from './history.ts';
import { capital, groupsOf, list, nameOf, place, type Stuck } from './people.ts';
import { raceWords, type FindAccess } from './race-words.ts';
import { whyNot, type Waiting } from './waiting.ts';

export interface Facts extends Waiting {
  readonly stuck: readonly Stuck[];
  /** Where it happened, for faults that happen at one place. */
  readonly site: SourceSite | undefined;
  readonly steps: number;
  /** The operation that broke a rule, in words. */
  readonly operation: string | undefined;
  readonly access: FindAccess;
  /** The channel or lock that it is about. */
  readonly subject: Resource | undefined;
}

/** Of so many goroutines it is told why nobody wakes them. */
const MOST_REASONS = 2;

/** Go's state word for a goroutine. */
export function stateWord(goroutine: Goroutine): string {
  const [operation] = goroutine.waits;
  return operation?.reason ?? (goroutine.ended ? 'ended' : 'running');
}

/** What was wrong, in a paragraph that a learner understands. */
export function explain(fault: Fault, facts: Facts): string {
  switch (fault.kind) {
    case 'panic': return panicWords(fault, facts);
    case 'error': return errorWords(fault, facts);
    case 'race': return fault.race ? raceWords(fault.race, facts.access) : 'Two goroutines use the same variable at the same time, and at least one of them writes it.';
    case 'unawaited': return unawaitedWords(facts);
    case 'uncontrolled': return uncontrolledWords(fault, facts);
    case 'deadlock': return deadlockWords(fault, facts);
    case 'leak': return `Main returned, but ${list(facts.stuck)}. ${leakReason(facts)}`;
    case 'livelock': return livelockWords(fault, facts);
    case 'never-ends': return neverEndsWords(facts);
    case 'lost-cancel': return lostCancelWords(fault, facts);
    default: return fault.kind satisfies never;
  }
}

function deadlockWords({ cycle, detail }: Fault, facts: Facts): string {
  if (!cycle) return [`${capital(list(facts.stuck))}.`, ...reasons(facts), ...together(detail, facts)].join(' ');
  const members = new Set(cycle.map(({ operation }) => operation.goroutine));
  const others = facts.stuck.filter(({ goroutine }) => !members.has(goroutine));
  return [circleWords(cycle, facts), ...(others.length > 0 ? [`Because of that, ${list(others)}.`] : [])].join(' ');
}

function together(detail: string | undefined, { stuck }: Facts): string[] {
  // Nobody could have helped here in the first place.
  if (stuck.length === 1 && (detail === 'nil-channel' || detail === 'empty-select')) return [];
  if (stuck.length === 0) return ['No goroutine is left, and main has not returned.'];
  return [stuck.length === 1 ? 'No other goroutine is left that could wake it.' : 'Nobody is left who could wake any of them.'];
}

/** Why nobody wakes them: once for those in the same plight. */
function reasons(facts: Facts): string[] {
  const firsts = groupsOf(facts.stuck).flatMap(([first]) => first?.goroutine.waits[0] ?? []);
  const told = firsts.map((operation) => whyNot(operation, facts)).filter((words) => words !== undefined);
  return [...new Set(told)].slice(0, MOST_REASONS);
}

function leakReason(facts: Facts): string {
  const stay = facts.stuck.length === 1 ? 'It stays' : 'They stay';
  return [...reasons(facts), `${stay} in memory as long as the program runs.`].join(' ');
}

function neverEndsWords({ stuck }: Facts): string {
  const it = stuck.length === 1 ? 'it' : 'them';
  return `Main returned, but ${list(stuck, { one: 'runs on and on', many: 'run on and on' })}. Nothing tells ${it} to stop.`;
}

function livelockWords({ starved }: Fault, { stuck, steps, name: called }: Facts): string {
  const main = stuck.find(({ goroutine }) => goroutine === goroutine.program.main);
  const waiting = main?.report.waitingOn;
  const others = stuck.filter((one) => one !== main);
  const start = `Main had not finished after ${steps} steps, although every goroutine got its turns`;
  if (starved) {
    const trying = `has tried ${starved.failures} times in vain to ${starved.resource.kind === 'channel' ? 'use' : 'lock'} ${called(starved.resource)}`;
    return `${start}: ${list(stuck.slice(0, 1), { one: trying, many: trying })}. Others have had it ${starved.overtaken} times meanwhile: whoever only asks stands in no queue.`;
  }
  if (waiting === undefined || others.length === 0) return `${start}: the program runs in circles${place(main?.report.at)}.`;
  return `${start}. It waits ${waiting}${place(main?.report.at)}, and the goroutines that go on do not help it: the program runs in circles.`;
}

function uncontrolledWords({ detail }: Fault, { stuck }: Facts): string {
  if (detail === 'io') return `${capital(list(stuck, { one: 'waits for something real, such as a file or a connection', many: 'wait for something real, such as a file or a connection' }))}. This exploration allows none.`;
  if (detail === 'blocks') return `${capital(list(stuck, { one: 'would block its thread', many: 'would block their threads' }))}. Here all goroutines share one thread, so await the asynchronous operation instead.`;
  if (detail === 'external') return `${capital(list(stuck))}. Something outside the program could still wake ${stuck.length === 1 ? 'it' : 'them'}, and under an exploration nothing does.`;
  const doing = { one: 'awaits something that is not an operation of the runtime', many: 'await something that is not an operation of the runtime' };
  return `${capital(list(stuck, doing))}, and nothing is left that could settle it: no timer, no file, no connection.`;
}

function lostCancelWords({ detail, contexts = [] }: Fault, { site }: Facts): string {
  const many = contexts.length > 1 ? ` (and ${contexts.length - 1} more from the same place)` : '';
  const made = `Main returned, but the context made${site ? ` at ${site.file}:${site.line}:${site.column}` : ' there'}${many} is still open`;
  switch (detail) {
    case 'errgroup': return `${made}: nobody waited for its errgroup, which would have ended it.`;
    case 'signal': return `${made}: nobody called the function that stops it.`;
    default: return `${made}: nobody called its cancel function. Its parent keeps it, with its timer and everybody who waits for it, for as long as the parent lives.`;
  }
}

function panicWords({ error, detail }: Fault, facts: Facts): string {
  const text = error instanceof Error ? error.message : String(error);
  const [first] = facts.stuck;
  const who = first ? nameOf(first.goroutine) : 'the program';
  const said = `${capital(who)} panicked: ${text}${place(facts.site)}.`;
  return [said, ...panicReason(detail, facts), 'A panic that nobody catches ends the whole program.'].join(' ');
}

function panicReason(detail: string | undefined, { subject, history, name }: Facts): string[] {
  switch (detail) {
    case 'send-on-closed': return [`${closedWords(subject && history.closer(subject), subject ? name(subject) : 'the channel')}, and a closed channel takes no more values.`];
    case 'close-of-closed': return ['The channel had been closed before, and that can be done once.'];
    case 'close-of-nil': return ['There is no channel: the variable holds a nil channel.'];
    default: return [];
  }
}

function closedWords(closer: Use | undefined, channel: string): string {
  if (!closer) return `${capital(channel)} had been closed before`;
  return `${capital(nameOf(closer.goroutine))} had closed ${channel} in step ${closer.entry.step}${place(placeOf(closer.entry))}`;
}

function errorWords({ error, detail }: Fault, { site }: Facts): string {
  const text = error instanceof Error ? errorText(error) : String(error);
  switch (detail) {
    case 'exit': return `The program called ${error instanceof Error ? error.message : 'process.exit'}, which ends the whole process at once.`;
    case 'unhandled-rejection': return `A promise that nobody awaited was rejected with ${text}${place(site)}.`;
    case 'callback': return `A callback threw ${text}${place(site)}. Nobody can catch that, so it ends the whole program.`;
    default: return `Main threw ${text}${place(site)}.`;
  }
}

/** An error without a message is its name alone, without a colon that leads nowhere. */
function errorText({ name: kind, message }: Error): string {
  return message === '' ? kind : `${kind}: ${message}`;
}

function unawaitedWords({ stuck, site, operation }: Facts): string {
  const who = stuck[0] ? capital(nameOf(stuck[0].goroutine)) : 'A goroutine';
  return `${who} started an operation (${operation ?? 'unknown'}) and went on or ended without awaiting it${place(site)}. A goroutine has one operation in flight at a time.`;
}
