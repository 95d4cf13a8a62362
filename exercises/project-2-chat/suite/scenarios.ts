import { context, runtime, sync, time } from 'concurrency-tutor';
import { ChatServer } from '../starter/chat.ts';
import { Line, Log, SlowStorage } from './network.ts';
import type { Client, History, Script } from './script.ts';
import * as real from './server.ts';

/** Clients talk to a chat over WebSockets. Real clock. */
export async function serveForReal(input: real.ServerInput): Promise<real.ServerHistory> {
  return await real.serveForReal(ChatServer, input);
}

/** Clients talk to a chat as the script says, then it is shut down. */
export async function converse(script: Script): Promise<History> {
  const log = new Log();
  const server = new ChatServer({
    storage: new SlowStorage(log, script.storage),
    limits: script.limits,
    authenticate: async (token) => {
      await time.sleep(script.authentication.takes[token] ?? 10);
      if (script.authentication.throws === token) throw new Error('The directory of users does not answer.');
      return script.users[token];
    },
  });
  const everybody = new sync.WaitGroup();
  for (const client of script.clients) everybody.go(() => play(server, log, client));
  everybody.go(async () => {
    await time.sleep(script.shutdownAt);
    await shutDown(server, log, script.within);
  });
  await everybody.wait();
  await time.sleep(time.Minute);
  return { happenings: log.read(), goroutines: runtime.numGoroutine() - 1 };
}

async function play(server: ChatServer, log: Log, client: Client): Promise<void> {
  await time.sleep(client.connectsAt);
  const line = new Line(log, client.name, client.stuckFrom ?? Infinity);
  const serving = new sync.WaitGroup();
  serving.go(async () => {
    const threw = await thrown(() => server.serve(line));
    log.note({ what: 'served', client: client.name, ...(threw === undefined ? {} : { threw }) });
  });
  for (const action of client.actions) {
    const rest = action.at - log.elapsed();
    if (rest > 0) await time.sleep(rest);
    if ('send' in action) line.say(JSON.stringify(action.send));
    else if ('sendText' in action) line.say(action.sendText);
    else line.hangUp();
  }
  await serving.wait();
}

async function shutDown(server: ChatServer, log: Log, within: number): Promise<void> {
  const [ctx, cancel] = context.withTimeout(context.background(), within);
  log.note({ what: 'shutdown' });
  const threw = await thrown(() => server.shutdown(ctx));
  cancel();
  log.note({ what: 'shutdown returned', ...(threw === undefined ? {} : { threw }) });
}

async function thrown(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error === context.DeadlineExceeded) return 'context.DeadlineExceeded';
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
