import { resourceName } from '../../runtime/resource-name.ts';
import { authorSite, type SourceSite } from '../../runtime/sites.ts';
import type { Operation, WaitReason } from '../../runtime/operation.ts';
import type { Resource } from '../../runtime/resource.ts';

/** The place of a captured stack in the author's source. */
export function siteOf(stack: string | undefined): SourceSite | undefined {
  const site = authorSite(stack);
  return site?.file.startsWith('node:') ? undefined : site;
}

/** ``receives from `jobs` ``: what a goroutine does in one step. */
export function stepWords(what: string, resources: readonly Resource[]): string {
  const verb = verbs[what as WaitReason] ?? what;
  const list = resources.map(resourceName).join(', ');
  return list === '' ? verb : `${verb} ${list}`;
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
export function wordsOf(operation: Operation): string {
  const list = operation.resources.map(resourceName).join(', ');
  switch (operation.reason) {
    case 'chan send': return `to send on ${list}`;
    case 'chan receive': return `to receive from ${list}`;
    case 'chan send (nil chan)': return 'to send on a nil channel';
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
