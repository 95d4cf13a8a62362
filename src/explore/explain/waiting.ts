import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Operation } from '../../runtime/operation.ts';
import type { Resource } from '../../runtime/resource.ts';
import { placeOf } from '../log/entry.ts';
import type { History, Use } from './history.ts';
import { capital, nameOf, place } from './people.ts';
import { waitWords } from './words.ts';

/** What a sentence about a waiting goroutine needs to know. */
export interface Waiting {
  readonly history: History;
  /** Nothing that happened has been left out of the history. */
  readonly isWhole: boolean;
  readonly name: (resource: Resource) => string;
  /** What a goroutine waits in has been told already. */
  readonly isTold: (goroutine: Goroutine) => boolean;
}

/** Who could wake a goroutine out of an operation, and why that will not happen: one sentence, where something can be said. */
export function whyNot(operation: Operation, waiting: Waiting): string | undefined {
  const uses = waiting.history.helpers(operation);
  const subject = operation.resources.map(waiting.name).join(', ');
  switch (operation.reason) {
    case 'chan receive': return channelWords(uses, waiting, { never: `Nobody has sent on ${subject}, or closed it`, last: `send on ${subject}` });
    case 'chan send': return channelWords(uses, waiting, { never: `Nobody has received from ${subject}`, last: `receive from ${subject}` });
    case 'sync.Mutex.Lock': case 'sync.RWMutex.Lock': case 'sync.RWMutex.RLock': return lockWords(uses, operation, waiting);
    case 'sync.WaitGroup.Wait': return groupWords(uses, subject, waiting);
    case 'sync.Cond.Wait': return channelWords(uses, waiting, { never: `Nobody has signalled ${subject}`, last: `signal ${subject}` });
    case 'select': return selectWords(uses, waiting);
    case 'chan send (nil chan)': case 'chan receive (nil chan)': return 'A nil channel never lets anybody through.';
    case 'select (no cases)': return 'A select without cases waits for ever.';
    case 'errgroup.Go': return memberWords(uses, 'The goroutines of the group do not end', waiting);
    case 'sync.Once.Do': case 'sleep': case 'runnable': case 'run': return undefined;
    default: return operation.reason satisfies never;
  }
}

function channelWords([last]: readonly Use[], waiting: Waiting, words: { readonly never: string; readonly last: string }): string | undefined {
  if (!last) return waiting.isWhole ? `${words.never}.` : undefined;
  if (last.role === 'closed') return undefined;
  return `The last to ${words.last} was ${useWords(last, waiting)}.`;
}

/** `main, in step 9, at pool.ts:10:14; main has returned since` */
function useWords({ goroutine, entry }: Use, waiting: Waiting): string {
  const who = `${nameOf(goroutine)}, in step ${entry.step}${place(placeOf(entry))}`;
  return waiting.isTold(goroutine) ? who : `${who}; ${fateOf(goroutine, waiting)}`;
}

/** What has become of somebody since. */
function fateOf(goroutine: Goroutine, waiting: Waiting): string {
  const it = goroutine === goroutine.program.main ? 'main' : 'it';
  const [operation] = goroutine.waits;
  if (goroutine.ended) return it === 'main' ? 'main has returned since' : 'it has ended since';
  if (!operation) return `${it} has not done so again`;
  return operation.reason === 'sleep' ? `now ${it} sleeps` : `now ${it} waits ${waitWords(operation, waiting.name)} itself`;
}

function lockWords(uses: readonly Use[], operation: Operation, waiting: Waiting): string | undefined {
  const own = uses.find(({ goroutine }) => goroutine === operation.goroutine);
  const [holder] = own ? [own] : uses;
  if (!holder) return undefined;
  const since = `in step ${holder.entry.step}${place(placeOf(holder.entry))}`;
  if (own) return `It took that lock itself ${since}, and has not given it back.`;
  const who = capital(nameOf(holder.goroutine));
  if (holder.goroutine.ended) return `${who} took it ${since}, and ended without giving it back.`;
  const [itself] = waiting.isTold(holder.goroutine) ? [] : holder.goroutine.waits;
  return `${who} took it ${since}${itself ? `, and now waits ${waitWords(itself, waiting.name)}` : ', and has not given it back'}.`;
}

function groupWords(uses: readonly Use[], subject: string, waiting: Waiting): string | undefined {
  const members = uses.filter(({ goroutine }) => !goroutine.ended);
  if (members.length > 0) return memberWords(uses, `${subject} still counts on others`, waiting);
  if (uses.length === 0) return waiting.isWhole ? `Nobody has called \`done()\` on ${subject}.` : undefined;
  return `Everybody who called \`done()\` on it has ended, and the counter of ${subject} is still above zero: it was raised more often than it was lowered.`;
}

function memberWords(uses: readonly Use[], before: string, waiting: Waiting): string | undefined {
  const alive = [...new Set(uses.map(({ goroutine }) => goroutine))].filter((goroutine) => !goroutine.ended);
  const [first] = alive;
  if (!first) return undefined;
  const [operation] = first.waits;
  if (alive.length === 1 && waiting.isTold(first)) return before.replace(/others$/, `${nameOf(first)}.`).replace(/ do not end$/, ` do not end: ${nameOf(first)} is one of them.`);
  if (alive.length === 1) return `${before}: ${nameOf(first)}${operation ? ` waits ${waitWords(operation, waiting.name)}` : ' has not ended'}.`;
  return `${before.replace(/others$/, `${alive.length} goroutines that have not ended`)}.`;
}

function selectWords(uses: readonly Use[], waiting: Waiting): string | undefined {
  if (uses.length === 0) return waiting.isWhole ? 'Nobody has used the other side of any of these channels.' : undefined;
  const [last] = uses as readonly [Use];
  return `The last to use one of these channels was ${useWords(last, waiting)}.`;
}
