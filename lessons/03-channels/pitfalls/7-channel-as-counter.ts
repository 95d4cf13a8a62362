// expect: output
// | 30 visits
import { run, go, chan, sync, type SendChannel } from 'concurrency-tutor';

type Request = { kind: 'add' } | { kind: 'read'; reply: SendChannel<number> };

class VisitCounter { // BROKEN design: a goroutine, a channel and a protocol, to hold one number
  readonly #requests = chan<Request>();

  constructor() {
    go.daemon(() => this.#serve()); // nobody ends it
  }

  async #serve(): Promise<void> {
    let visits = 0;
    for await (const request of this.#requests) {
      if (request.kind === 'add') visits++;
      else await request.reply.send(visits);
    }
  }

  async add(): Promise<void> {
    await this.#requests.send({ kind: 'add' });
  }

  async read(): Promise<number> {
    const reply = chan<number>(1);
    await this.#requests.send({ kind: 'read', reply });
    const [visits, ok] = await reply.receiveOk();
    return ok ? visits : 0;
  }
}

await run(async () => {
  const counter = new VisitCounter();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 30; i++) wg.go(() => counter.add());
  await wg.wait();
  console.log(await counter.read(), 'visits');
});
