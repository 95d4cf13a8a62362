// run: native
// expect: output unordered
// | a wrong setting: NUM_WORKERS: a whole number from 1, not "four"
// | POST analysis: 202 job-1
// | POST analysis: 202 job-2
// | POST image: 202 job-3
// | POST notification: 202 job-4
// | POST image: 503 busy, try later
// | GET: 501
// | DELETE job-1: 202
// | DELETE job-2: 202
// | DELETE job-77: 404
// | job-1: stopped: cancelled by request
// | job-2: stopped: cancelled by request
// | job-3: cat.png is stored
// | job-4: email refused, SMS sent, push sent
// | POST analysis: 202 job-5
// | job-5: 20 rows, sum 210
// | POST analysis: 202 job-6
// | SIGTERM signal received
// | job-6: stopped: the server stops
// | all workers have ended: true
// | results: 6
import {
  run, chan, context, defer, signal, sync, time,
} from 'concurrency-tutor';
import { Clients } from './clients.ts';
import { readConfig } from './config.ts';
import { JobPool } from './pool.ts';
import { openServer } from './server.ts';
import { Visitor } from './visitor.ts';

const grace = 30 * time.Second;

await run(async () => {
  try {
    readConfig({ NUM_WORKERS: 'four' });
  } catch (error) {
    console.log('a wrong setting:', (error as Error).message);
  }
  const settings = { NUM_WORKERS: '2', QUEUE_SIZE: '2', PORT: '0' };
  const config = readConfig({ ...process.env, ...settings });

  const root = context.background();
  const [asked, stop] = signal.notifyContext(root, 'SIGINT', 'SIGTERM');
  using _stop = defer(stop);

  const pool = new JobPool(config.workers, config.queue, new Clients());
  const ended = chan<string>(100); // for the visitor, who waits for jobs
  let results = 0;
  const collector = new sync.WaitGroup();
  collector.go(async () => {
    for await (const { id, outcome } of pool.results) {
      console.log(`${id}: ${outcome}`);
      results++;
      await ended.send(id);
    }
  });
  const server = await openServer(root, pool, config.port);

  await new Visitor(server.url, ended).visit();
  process.kill(process.pid, 'SIGTERM'); // the administrator

  await asked.done().receive();
  console.log(context.cause(asked)?.message);
  const inTime = await pool.shutDown(grace);
  await server.close();
  if (inTime) await collector.wait(); // the last result is printed
  console.log('all workers have ended:', inTime);
  console.log('results:', results);
});
