/** The same concepts on threads: real parallelism. */
import { startThreadsHere } from './home.ts';

export { chan, type Channel, type ReceiveChannel, type SendChannel } from './channel.ts';
export { go, module, type Arguments, type Exported, type Module, type ModuleOptions } from './module.ts';
export { Int32, Int64 } from './integers.ts';
export { Mutex } from './mutex.ts';
export { WaitGroup } from './wait-group.ts';

startThreadsHere();
