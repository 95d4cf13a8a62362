import type { Operation, WaitReason } from '../../runtime/operation.ts';
import type { Resource } from '../../runtime/resource.ts';

/** ``receives 3 from `jobs` ``: what a goroutine does in one step. */
export function doingWords(what: string, list: string, value?: string): string {
  const verb = verbs[what as WaitReason] ?? what;
  const [first, ...rest] = verb.split(' ');
  const withValue = value === undefined ? verb : [first, value, ...rest].join(' ');
  return list === '' ? withValue : `${withValue} ${list}`;
}

const verbs: Readonly<Record<WaitReason, string>> = {
  'chan send': 'sends on',
  'chan receive': 'receives from',
  'chan send (nil chan)': 'sends on a nil channel',
  'chan receive (nil chan)': 'receives from a nil channel',
  'select': 'selects among',
  'select (no cases)': 'selects among no cases',
  'sleep': 'sleeps',
  'runnable': 'lets others run',
  'sync.Mutex.Lock': 'locks',
  'sync.RWMutex.Lock': 'locks',
  'sync.RWMutex.RLock': 'read-locks',
  'sync.WaitGroup.Wait': 'waits for',
  'sync.Cond.Wait': 'waits on',
  'sync.Once.Do': 'does once',
  'errgroup.Go': 'asks for room in',
  'run': 'runs a program',
};

/** ``to receive from `jobs` ``: what an operation waits for, in the author's own names. */
export function waitWords(operation: Operation, name: (resource: Resource) => string, value?: string): string {
  const list = operation.resources.map(name).join(', ');
  const sent = value === undefined ? '' : ` ${value}`;
  switch (operation.reason) {
    case 'chan send': return `to send${sent} on ${list}`;
    case 'chan receive': return `to receive from ${list}`;
    case 'chan send (nil chan)': return `to send${sent} on a nil channel`;
    case 'chan receive (nil chan)': return 'to receive from a nil channel';
    case 'select': return list === '' ? 'in a select' : `in a select on ${list}`;
    case 'select (no cases)': return 'in a select without cases';
    case 'sleep': return 'for its sleep to end';
    case 'runnable': return 'for its turn';
    case 'sync.Mutex.Lock': case 'sync.RWMutex.Lock': return `for the lock ${list}`;
    case 'sync.RWMutex.RLock': return `to read-lock ${list}`;
    case 'sync.WaitGroup.Wait': return `for the wait group ${list}`;
    case 'sync.Cond.Wait': return `for a signal on ${list}`;
    case 'sync.Once.Do': return `for ${list}`;
    case 'errgroup.Go': return 'for room in its errgroup';
    case 'run': return 'for a program that it runs';
    default: return operation.reason satisfies never;
  }
}
