/** A test, by its file under `test/` and the title it has there. */
type Test = readonly [file: string, title: string];

/** What Go programs of the course use, and the tests that hold this runtime to it, or why there is none. */
export type Feature =
  | { readonly id: string; readonly name: string; readonly tests: readonly [Test, ...Test[]] }
  | { readonly id: string; readonly name: string; readonly reason: string };

const channel = 'runtime/channel.test.ts';
const select = 'runtime/select.test.ts';
const sync = 'runtime/sync.test.ts';
const context = 'runtime/context.test.ts';
const time = 'runtime/time.test.ts';
const run = 'runtime/run.test.ts';
const types = 'runtime/types.test.ts';
const language = 'conformance/language.test.ts';

export const features: readonly Feature[] = [
  // The language.
  { id: 'F1', name: 'go statement', tests: [[run, 'a body never starts synchronously'], ['runtime/edges.test.ts', 'a hundred thousand goroutines start in the order they were asked for'], [types, 'a key of a context has the type of its value, and go that of its arguments']] },
  { id: 'F2', name: 'defer', tests: [['runtime/defer.test.ts', 'runs when the block is left by a throw'], ['conformance/defer.test.ts', 'test/defer: functions deferred in a loop run in reverse']] },
  { id: 'F3', name: 'panic', tests: [[run, 'an uncaught throw in a goroutine ends the program with a Panic that names it and keeps the cause'], ['runtime/defer.test.ts', 'a panic keeps the value it was given and has its words as message']] },
  { id: 'F4', name: 'recover', tests: [[run, 'a panic that a goroutine catches is over'], ['conformance/defer.test.ts', 'test/recover: a goroutine that recovers keeps the program running, with the value as it was']] },
  { id: 'F5', name: 'stack text', tests: [[language, 'stack text: a panic that is caught shows the calls that led to it, in its own goroutine']] },
  { id: 'F6', name: 'unbuffered channel', tests: [[channel, 'a send on an unbuffered channel returns only after the value has been received']] },
  { id: 'F7', name: 'buffered channel', tests: [[channel, 'a buffered channel takes as many values as it has room for without a receiver'], [channel, 'values come out in the order they went in, across the buffer and the senders that wait for room']] },
  { id: 'F8', name: 'send-only type', tests: [[types, 'the ends of a channel cannot be widened or used the other way'], [channel, 'narrowed ends cannot do at run time what their types forbid']] },
  { id: 'F9', name: 'receive-only type', tests: [['conformance/chan-values.test.ts', 'test/chan/perm: an end can do only what its direction allows'], [channel, 'narrowed ends lead to the same channel']] },
  { id: 'F10', name: 'signal channel', tests: [[language, 'a channel of nothing is a signal: a send wakes one, a close wakes all']] },
  { id: 'F11', name: 'channel of channels', tests: [[language, 'a channel travels through a channel: each request brings the one for its answer']] },
  { id: 'F12', name: 'send', tests: [['conformance/runtime-chan.test.ts', 'src/runtime/chan_test TestChan: a send to a full channel blocks until there is room'], ['conformance/runtime-chan.test.ts', 'src/runtime/chan_test TestChan: four senders and four receivers lose nothing and double nothing']] },
  { id: 'F13', name: 'receive', tests: [['conformance/runtime-chan.test.ts', 'src/runtime/chan_test TestChan: a receive from an empty channel blocks until a value comes'], [channel, 'receivers that wait are served in the order they came']] },
  { id: 'F14', name: 'two-result receive', tests: [[channel, 'a receive on a closed, drained channel returns at once, and says so'], [types, 'receiveOk tells value and end apart']] },
  { id: 'F15', name: 'close', tests: [[channel, 'closing wakes every receiver that waits'], [channel, 'closing makes every sender that waits panic'], [channel, 'misuse panics with the texts of Go']] },
  { id: 'F16', name: 'range over a channel', tests: [[channel, 'a loop over a channel ends when it is closed and drained, and leaving it early does not close it']] },
  { id: 'F17', name: 'select', tests: [[select, 'one select completes exactly one of its cases'], [select, 'among ready cases each is chosen about as often'], ['conformance/chan-select.test.ts', 'test/chan/select5: channels and values are evaluated once, in the order they are written']] },
  { id: 'F18', name: 'default', tests: [[select, 'with a default it does not wait'], [select, 'a default lets other goroutines run first']] },
  { id: 'F19', name: 'nil channel set in a select', tests: [[select, 'null and nil channels are never ready'], ['conformance/chan-select.test.ts', 'test/chan/sieve2: a proxy that switches its sending case on and off never blocks and keeps order']] },
  { id: 'F20', name: 'nil channel declared', tests: [[channel, 'nothing can be sent to or received from a nil channel without blocking'], ['conformance/chan-values.test.ts', 'test/closedchan: a closed channel and a nil channel cannot be closed']] },
  { id: 'F21', name: 'len and cap of a channel', tests: [['conformance/chan-values.test.ts', 'test/chancap: length and capacity are what they are in Go, and a capacity that cannot be is refused']] },
  { id: 'F22', name: 'goto', reason: 'TypeScript has none. A labelled loop or a variable for the state takes its place; see F23.' },
  { id: 'F23', name: 'labelled break', tests: [[language, 'a labelled break leaves the loop around a select, not only the switch over its cases']] },
  { id: 'F24', name: 'type switch', tests: [[language, 'a type switch: what comes out of a channel of anything is told apart by its type'], [types, 'the answer of select is a union that case and ok tell apart']] },
  { id: 'F25', name: 'generics', tests: [[language, 'generic functions over channels keep the type of their values']] },
  { id: 'F26', name: 'interface{}', tests: [[language, 'a type switch: what comes out of a channel of anything is told apart by its type'], [channel, 'undefined is a value like any other']] },
  { id: 'F27', name: 'copy of the loop variable', tests: [[language, 'each round of a loop has a variable of its own, and goroutines see theirs']] },
  { id: 'F28', name: 'maps', tests: [[language, 'a map that goroutines share loses updates across an await, and keeps them under a lock'], ['conformance/sync-map.test.ts', 'src/sync/map_test TestMapMatchesRWMutex, TestMapMatchesDeepCopy: any calls give what a plain map gives']] },
  { id: 'F29', name: 'variadic parameters', tests: [[language, 'any number of arguments: channels for a fan-in, values for a goroutine']] },
  // sync and atomic.
  { id: 'F30', name: 'sync.WaitGroup', tests: [[sync, 'waits until the counter is zero'], [sync, 'a counter below zero panics'], [sync, 'go adds, runs with arguments, and is done however the function ends'], ['conformance/sync-waitgroup.test.ts', 'src/sync/waitgroup_test TestWaitGroupMisuse3: a group that grows before an earlier wait has returned panics']] },
  { id: 'F31', name: 'sync.Mutex', tests: [[sync, 'lets one goroutine in at a time, in the order they came'], [sync, 'unlocking what is not locked panics']] },
  { id: 'F32', name: 'sync.RWMutex', tests: [[sync, 'readers share it'], [sync, 'a writer that waits keeps new readers out, and goes first'], ['conformance/sync-rwmutex.test.ts', 'src/sync/rwmutex_test TestRWMutex: two writers and %i readers never meet wrongly']] },
  { id: 'F33', name: 'Lock and Unlock', tests: [['conformance/sync-mutex.test.ts', 'src/sync/mutex_test TestMutex, TestSemaphore: many goroutines that lock, try and unlock exclude each other and all come through'], [sync, 'acquire unlocks at the end of the block, also by a throw']] },
  { id: 'F34', name: 'RLock and RUnlock', tests: [['conformance/sync-rwmutex.test.ts', 'src/sync/rwmutex_test TestParallelReaders: %i readers hold the lock together'], [sync, 'after a writer, the readers that waited go before the next writer']] },
  { id: 'F35', name: 'sync.Once', tests: [[sync, 'once calls once, and everybody waits for that call'], ['conformance/sync-once.test.ts', 'src/sync/oncefunc_test TestOnceFunc: the function is called by the first call only']] },
  { id: 'F36', name: 'sync.Cond', tests: [[sync, 'signal wakes the one that waits longest, broadcast wakes all'], ['conformance/sync-cond.test.ts', 'src/sync/cond_test TestCondSignal: each signal wakes exactly one waiter']] },
  { id: 'F37', name: 'sync.Pool', tests: [[sync, 'a pool gives back what was put in, or makes a new one'], ['conformance/sync-pool.test.ts', 'src/sync/pool_test TestPoolStress: no object is in two hands']] },
  { id: 'F38', name: 'sync.Map', tests: [[sync, 'a map stores, loads, swaps and compares'], ['conformance/sync-map.test.ts', 'src/sync/map_test TestConcurrentRange: range visits every key once while others store']] },
  { id: 'F39', name: 'atomic add and load', tests: [[sync, 'integers wrap around as in Go'], ['conformance/atomic.test.ts', 'src/sync/atomic/atomic_test TestAddInt64: all 64 bits count'], ['explore/explore.test.ts', 'atomics do not lose updates']] },
  // context.
  { id: 'F40', name: 'context.Context', tests: [[context, 'a cancellation goes down the tree and not up'], ['conformance/context-tree.test.ts', 'context/TestParentFinishesChild: a parent ends its children through values and timers, and no other branch']] },
  { id: 'F41', name: 'Background', tests: [[context, 'the background is never done']] },
  { id: 'F42', name: 'TODO', tests: [['conformance/context-tree.test.ts', 'context/TestBackground, TestTODO: the two roots are not the same']] },
  { id: 'F43', name: 'WithCancel', tests: [[context, 'cancelling closes done and says why, and doing it again changes nothing'], ['conformance/context-tree.test.ts', 'context/TestWithCancel: cancel closes done and sets the error before it returns, here and below']] },
  { id: 'F44', name: 'WithTimeout', tests: [[context, 'a timeout ends it with DeadlineExceeded'], ['conformance/context-end.test.ts', 'context/TestTimeout: a cancel that races the timer gives one of the two errors, and keeps it']] },
  { id: 'F45', name: 'WithDeadline', tests: [[context, 'a deadline that has passed ends it at once, with the cause given'], [context, 'the earlier deadline of parent and child counts']] },
  { id: 'F46', name: 'WithValue', tests: [[context, 'a value is found up the tree, under its own key only'], [types, 'a key of a context has the type of its value, and go that of its arguments']] },
  { id: 'F47', name: 'cancel functions as values', tests: [[language, 'cancel functions are values: kept by id, called by whoever, and again without effect']] },
  { id: 'F48', name: 'Done', tests: [['conformance/context-tree.test.ts', 'context/TestWithCancel: everybody who waits for done is woken'], ['conformance/context-tree.test.ts', 'context/ExampleWithCancel: a generator ends when who reads it cancels']] },
  { id: 'F49', name: 'Err', tests: [[context, 'cancelling closes done and says why, and doing it again changes nothing']] },
  { id: 'F50', name: 'Canceled and DeadlineExceeded', tests: [['conformance/context-end.test.ts', 'context/TestCanceledTimeout: a cancel before the time is up counts, then and later'], ['conformance/context-end.test.ts', '%s ends the context with DeadlineExceeded, and not before']] },
  { id: 'F51', name: 'Value', tests: [['conformance/context-values-and-afterfunc.test.ts', 'context/TestValues: each layer adds its own value and passes the others through']] },
  { id: 'F52', name: 'Deadline', tests: [['conformance/context-end.test.ts', 'context/TestDeadline: the deadline that can be asked for is the earliest above']] },
  { id: 'F53', name: 'cancel calls', tests: [['conformance/context-tree.test.ts', 'context/TestWithCancel: cancelling again changes nothing'], ['conformance/context-tree.test.ts', 'context/TestSimultaneousCancels: a hundred contexts that are cancelled at once, in any order, all end']] },
  // time.
  { id: 'F54', name: 'Sleep', tests: [[time, 'sleepers wake in the order of their times'], ['explore/explore.test.ts', 'an hour of sleep takes no time, and exactly an hour']] },
  { id: 'F55', name: 'After', tests: [['conformance/time-timer.test.ts', 'time/TestAfter: it gives the moment, and not before']] },
  { id: 'F56', name: 'AfterFunc', tests: [[time, 'afterFunc runs in a goroutine, unless it was stopped'], ['conformance/time-timer.test.ts', 'time/TestAfterFunc: it runs in a goroutine of its own, after the time, once']] },
  { id: 'F57', name: 'NewTimer, Reset, Stop', tests: [[time, 'a timer fires once, and says whether stopping came in time'], [time, 'a timer that has fired and is reset delivers nothing stale'], ['conformance/time-channel.test.ts', 'a stop that races the firing wins or loses for good']] },
  { id: 'F58', name: 'NewTicker', tests: [[time, 'a ticker drops the ticks that nobody takes'], ['conformance/time-ticker.test.ts', 'time/TestTicker: the ticks do not drift apart, however slowly they are taken']] },
  { id: 'F59', name: 'stop of a ticker', tests: [['conformance/time-ticker.test.ts', 'time/TestTicker: stop does not close the channel']] },
  { id: 'F60', name: 'Tick', tests: [['conformance/time-ticker.test.ts', 'time/TestTick: a positive one ticks']] },
  { id: 'F61', name: 'Now, Since, Until', tests: [[language, 'moments: since and until count from now, and the platform writes and reads them']] },
  { id: 'F62', name: 'Duration', tests: [['conformance/time-duration.test.ts', 'time/TestDurationNanoseconds … TestDurationHours: the units are multiples of one another'], [time, '%d ms is written %s and read back']] },
  { id: 'F63', name: 'Parse, ParseDuration, Format', tests: [['conformance/time-duration.test.ts', 'time/TestParseDurationRoundTrip: what was written is read back'], [language, 'moments: since and until count from now, and the platform writes and reads them']] },
  // runtime and tooling.
  { id: 'F64', name: 'NumCPU', tests: [[language, 'the runtime knows the number of processors, and what memory is in use']] },
  { id: 'F65', name: 'GOMAXPROCS', reason: 'Goroutines share one JavaScript thread, so there is nothing to set. Work on several processors goes to worker threads.' },
  { id: 'F66', name: 'NumGoroutine', tests: [['conformance/runtime-proc.test.ts', 'src/runtime/proc_test TestNumGoroutine: the number of goroutines is how many the dump shows']] },
  { id: 'F67', name: 'Gosched', tests: [['conformance/runtime-proc.test.ts', 'src/runtime/proc_test TestYieldProgress: a goroutine that asks in a loop and yields does not keep the others from running'], [run, 'gosched and a default case let timers and I/O have their turn']] },
  { id: 'F68', name: 'MemStats', tests: [[language, 'the runtime knows the number of processors, and what memory is in use']] },
  { id: 'F69', name: 'Stack of all goroutines', tests: [[language, 'the dump shows every goroutine: number, state, what it waits for and who started it'], [run, 'lists every goroutine']] },
  { id: 'F70', name: 'errgroup', tests: [['runtime/errgroup.test.ts', 'wait rejects with the first error, after all have ended'], ['conformance/errgroup.test.ts', 'errgroup/TestGoLimit: never more than the limit run at a time, and all of them run']] },
  { id: 'F71', name: 'container/heap', tests: [[language, 'a heap behind a lock and a condition is a queue by priority: the most urgent job comes first']] },
  { id: 'F72', name: 'test functions', tests: [['explore/explore.test.ts', 'an hour of sleep takes no time, and exactly an hour'], ['explore/explore.test.ts', 'an update that is lost under some schedules is lost under some'], ['explore/replay.test.ts', 'a token of a finding leads to the same finding']] },
];
