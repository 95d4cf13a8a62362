import type { Operation } from '../../runtime/operation.ts';
import { receivingNext, receivingOk } from '../../runtime/channel-operations.ts';
import type { Entry } from './entry.ts';
import { isSelect } from './result.ts';

/** `jobs.send(3)`: what a goroutine does, as the author might have written it. `names` are those of its resources. */
export function callOf(entry: Entry, names: readonly string[]): string | undefined {
  switch (entry.kind) {
    case 'operation': case 'goes on': return operationCall(entry.operation, entry.sent, names);
    case 'acts': return actionCall(entry.verb, names[0] ?? 'it');
    case 'creates': return `go ${entry.child.name === 'func' ? `goroutine ${entry.child.id}` : entry.child.name}`;
    case 'accesses': return `${entry.how}s ${entry.text}`;
    case 'starts': case 'ends': case 'throws': return undefined;
    default: return entry satisfies never;
  }
}

function operationCall(operation: Operation, sent: readonly string[], names: readonly string[]): string {
  const [name = 'it'] = names;
  const { reason } = operation;
  switch (reason) {
    case 'chan send': case 'chan send (nil chan)': return `${names.length === 0 ? 'nil' : name}.send(${sent[0] ?? ''})`;
    case 'chan receive': case 'chan receive (nil chan)': return receiveCall(operation, names.length === 0 ? 'nil' : name);
    case 'select': return isSelect(operation) ? selectCall(operation.subject.arms.map(({ key }) => key), operation.subject.otherwise) : 'select';
    case 'select (no cases)': return 'select {}';
    case 'sleep': return `sleep(${durationOf(operation.subject)})`;
    case 'runnable': return 'gosched()';
    case 'sync.Mutex.Lock': case 'sync.RWMutex.Lock': return `${name}.lock()`;
    case 'sync.RWMutex.RLock': return `${name}.rLock()`;
    case 'sync.WaitGroup.Wait': case 'sync.Cond.Wait': return `${name}.wait()`;
    case 'sync.Once.Do': return `${name}.do()`;
    case 'errgroup.Go': return `${name}.go()`;
    case 'run': return 'run()';
    default: return reason satisfies never;
  }
}

function receiveCall(operation: Operation, name: string): string {
  if (operation.kind === (receivingNext as unknown)) return `for await ${name}`;
  return operation.kind === (receivingOk as unknown) ? `${name}.receiveOk()` : `${name}.receive()`;
}

/** Arrays of cases have numbers for keys. */
function selectCall(keys: readonly (string | number)[], otherwise: 'default' | 'block'): string {
  return `select {${[...keys, ...(otherwise === 'default' ? ['default'] : [])].join(', ')}}`;
}

function durationOf(subject: unknown): string {
  const duration = typeof subject === 'object' && subject !== null && 'duration' in subject ? subject.duration : undefined;
  return typeof duration === 'number' ? String(Math.round(duration * 1000) / 1000) : '';
}

function actionCall(verb: string, name: string): string {
  const method = methods[verb];
  return method === undefined ? `${verb} ${name}` : `${name}.${method}()`;
}

const methods: Readonly<Record<string, string>> = {
  'sends': 'trySend', 'could not send': 'trySend', 'receives': 'tryReceive', 'could not receive': 'tryReceive', 'closes': 'close',
  'unlocks': 'unlock', 'read-unlocks': 'rUnlock', 'is done with': 'done', 'adds to': 'add', 'signals': 'signal', 'broadcasts': 'broadcast',
};
