import type { Goroutine } from '../../runtime/goroutine.ts';
import { Panic } from '../../runtime/panic.ts';
import type { Operation } from '../../runtime/operation.ts';
import type { Resource } from '../../runtime/resource.ts';
import { doingWords, waitWords } from '../explain/words.ts';
import type { Entry, Result } from './entry.ts';
import { isSelect } from './result.ts';

/** What sentences call things. */
export interface Words {
  /** The name between marks. */
  readonly name: (resource: Resource) => string;
  readonly number: (goroutine: Goroutine) => number;
}

/** ``receives 3 from `jobs` ``: what an event says of its goroutine. */
export function sentenceOf(entry: Entry, words: Words): string {
  switch (entry.kind) {
    case 'creates': return `${entry.by === 'timer' ? 'has a timer that starts' : 'starts'} ${goroutineWords(entry.child, words)}`;
    case 'starts': return 'begins';
    case 'accesses': return `${entry.how}s \`${entry.text}\``;
    case 'ends': return 'ends';
    case 'throws': return thrownWords(entry.error);
    case 'acts': return doingWords(entry.verb, words.name(entry.resource));
    case 'operation': return attemptWords(entry, words);
    case 'goes on': return `goes on: ${completedWords(entry.operation, entry.sent, entry.result, words)}${wokenWords(entry, words)}`;
    default: return entry satisfies never;
  }
}

function attemptWords({ operation, sent, outcome, result }: Extract<Entry, { readonly kind: 'operation' }>, words: Words): string {
  switch (outcome) {
    case 'at once': return completedWords(operation, sent, result, words);
    case 'fails': return `${doingWords(operation.reason, listed(operation, words), sent[0])}, which panics`;
    case 'waits': case 'pending': return `waits ${waitWords(operation, words.name, sent[0])}`;
    default: return outcome satisfies never;
  }
}

function completedWords(operation: Operation, sent: readonly string[], result: Result | undefined, words: Words): string {
  if (isSelect(operation)) return selectedWords(operation, sent, result, words);
  if (operation.reason === 'sync.WaitGroup.Wait') return `${listed(operation, words)} is at zero`;
  if (operation.reason === 'sleep') return 'has slept';
  if (operation.reason === 'runnable') return 'lets others run';
  if (result?.isClosed) return `finds ${listed(operation, words)} closed`;
  return doingWords(operation.reason, listed(operation, words), sent[0] ?? result?.received);
}

function selectedWords(operation: Extract<Operation, Operation>, sent: readonly string[], result: Result | undefined, words: Words): string {
  const chosen = result?.chosen;
  if (!chosen) return 'selects';
  if (chosen.direction === 'default') return 'selects the default: no case is ready';
  const channel = chosen.channel ? words.name(chosen.channel) : 'a channel';
  const head = `selects \`${chosen.key}\``;
  if (chosen.direction === 'receive') return result.isClosed ? `${head}: ${channel} is closed` : `${head}: receives ${result.received ?? ''} from ${channel}`;
  const index = isSelect(operation) ? operation.subject.arms.findIndex(({ key }) => String(key) === chosen.key) : -1;
  return `${head}: sends ${sent[index] ?? ''} on ${channel}`;
}

function wokenWords(entry: Extract<Entry, { readonly kind: 'goes on' }>, words: Words): string {
  if (entry.by === 'timer') return entry.operation.reason === 'sleep' ? '' : ', woken by a timer';
  return entry.by === undefined || entry.by === entry.goroutine ? '' : `, woken by ${goroutineWords(entry.by, words)}`;
}

/** `goroutine 3 (worker)`, `main`. */
export function goroutineWords(goroutine: Goroutine, words: Words): string {
  if (goroutine === goroutine.program.main) return 'main';
  return `goroutine ${words.number(goroutine)}${goroutine.name === 'func' ? '' : ` (${goroutine.name})`}`;
}

function listed(operation: Operation, words: Words): string {
  return operation.resources.map(words.name).join(', ');
}

function thrownWords(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return `${error instanceof Panic ? 'panics' : 'throws'}: ${text}`;
}
