// expect: output
// | 200 Ada
// | 504 SELECT name: context deadline exceeded
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

/** Stands for a database. Its calls take the time they are told. */
class Database {
  async query(ctx: Context, sql: string, takes: number) {
    const event = await select({
      rows: time.after(takes),
      end: ctx.done(),
    });
    if (event.case === 'end') {
      throw new Error(`${sql}: ${ctx.err()?.message}`, {
        cause: ctx.err(),
      });
    }
    return 'Ada';
  }
}

class Repository {
  readonly #database = new Database();

  userName(ctx: Context, id: number): Promise<string> {
    return this.#database.query(ctx, 'SELECT name', id);
  }
}

class Service {
  readonly #users = new Repository();

  greeting(ctx: Context, id: number): Promise<string> {
    return this.#users.userName(ctx, id);
  }
}

class Controller {
  readonly #service = new Service();

  /** The top of the chain sets the limit. The others pass it on. */
  async get(id: number): Promise<string> {
    const [ctx, cancel] = context.withTimeout(
      context.background(), 2 * time.Second,
    );
    using _cancel = defer(cancel);
    try {
      return `200 ${await this.#service.greeting(ctx, id)}`;
    } catch (error) {
      const { cause, message } = error as Error;
      const late = cause === context.DeadlineExceeded;
      return `${late ? 504 : 500} ${message}`;
    }
  }
}

await run(async () => {
  const controller = new Controller();
  console.log(await controller.get(30)); // user 30 takes 30 ms
  console.log(await controller.get(60_000));
});
