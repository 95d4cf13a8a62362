import type { Goroutine } from '../../runtime/goroutine.ts';

/** The detail of a finding about a goroutine that waits for ever: what it waits in. */
export function waitDetail(goroutine: Goroutine | undefined): string | undefined {
  const reason = goroutine?.waits[0]?.reason;
  switch (reason) {
    case 'chan send (nil chan)': case 'chan receive (nil chan)': return 'nil-channel';
    case 'chan send': return 'send';
    case 'chan receive': return 'receive';
    case 'select': return 'select';
    case 'select (no cases)': return 'empty-select';
    case 'sync.WaitGroup.Wait': return 'wait-group';
    case 'sync.Mutex.Lock': case 'sync.RWMutex.Lock': case 'sync.RWMutex.RLock': case 'sync.Once.Do': return 'lock';
    case 'sync.Cond.Wait': return 'cond';
    case 'errgroup.Go': return 'group';
    case 'sleep': case 'runnable': case 'run': case undefined: return undefined;
    default: return reason satisfies never;
  }
}
