// run: native
// expect: output unordered
// | accepted: 202
// | [tea] task-1: done
// | fetch_data: "150 rows"
// | external_api: {"got":{"item":"tea"}}
// | compute: {"fibonacci":"280571172992510140037611932413038677189525","smallest":0}
// | cancel: 202
// | [beans] task-2: stopped
// | why: cancelled by request
// | external_api: {"error":"cancelled by request"}
// | compute: {"fibonacci":"55"}
// | cancel it again: 404
// | [milk] task-3: stopped
// | why: a limit of 100 ms
// | SIGTERM signal received
// | [corn] task-4: stopped
// | the service has ended
import {
  run, context, defer, signal, time,
} from 'concurrency-tutor';
import { openService, type Service } from './service.ts';
import { openSupplier } from './supplier.ts';
import type { Orders, Report } from './task.ts';

/** A client of the service. */
class Client {
  readonly #url: string;

  constructor(service: Service) {
    this.#url = service.url;
  }

  async process(requestId: string, orders: Orders, limit?: number) {
    const response = await fetch(`${this.#url}/process`, {
      method: 'POST',
      headers: { 'x-request-id': requestId },
      body: JSON.stringify({ orders, limit }),
    });
    const { id } = await response.json() as { id: string };
    return { status: response.status, id };
  }

  async cancel(id: string): Promise<number> {
    const url = `${this.#url}/cancel/${id}`;
    const response = await fetch(url, { method: 'POST' });
    await response.text();
    return response.status;
  }

  /** Asks for the status until the task has ended. */
  async result(id: string): Promise<Report> {
    while (true) {
      const response = await fetch(`${this.#url}/status/${id}`);
      const report = await response.json() as Report;
      if (['done', 'stopped'].includes(report.state)) return report;
      await time.sleep(20 * time.Millisecond);
    }
  }
}

function show({ why, outcomes }: Report, ...names: string[]): void {
  if (why !== undefined) console.log('why:', why);
  for (const name of names) {
    console.log(`${name}: ${JSON.stringify(outcomes[name])}`);
  }
}

async function visit(client: Client, supplier: string): Promise<void> {
  const length = 10_000;
  const numbers = Array.from({ length }, (_, i) => i * 7 % length);
  const whole = await client.process('tea', {
    fetch_data: {},
    external_api: { url: supplier, payload: { item: 'tea' } },
    compute: { fibonacci: 200, numbers },
  });
  console.log('accepted:', whole.status);
  show(await client.result(whole.id),
    'fetch_data', 'external_api', 'compute');

  const silent = `${supplier}/silent`;
  const { id } = await client.process('beans', {
    external_api: { url: silent },
    compute: { fibonacci: 10 },
  });
  await time.sleep(50 * time.Millisecond);
  console.log('cancel:', await client.cancel(id));
  show(await client.result(id), 'external_api', 'compute');
  console.log('cancel it again:', await client.cancel(id));

  const slow = { fetch_data: { rows: 9000 } }; // 90 seconds
  const late = await client.process('milk', slow, 100);
  show(await client.result(late.id));

  await client.process('corn', slow);
}

await run(async () => {
  const root = context.background();
  const [asked, stop] = signal.notifyContext(root, 'SIGINT', 'SIGTERM');
  using _stop = defer(stop);
  await using supplier = await openSupplier();
  const service = await openService(root);

  await visit(new Client(service), supplier.url);
  process.kill(process.pid, 'SIGTERM'); // the administrator

  await asked.done().receive();
  console.log(context.cause(asked)?.message);
  const [grace, cancel] = context.withTimeout(root, 300);
  using _cancel = defer(cancel);
  await service.shutDown(grace);
  console.log('the service has ended');
});
