// Channels have room for their one value: nobody needs to drain them.
import { chan, context, go, select, type Channel, type Context } from 'concurrency-tutor';

class Replica {
  readonly commands: readonly Channel<boolean>[] = [chan(1), chan(1), chan(1)];

  async beginCommands(ctx: Context): Promise<void> {
    for (const command of this.commands) {
      const event = await select({ command, cancelled: ctx.done() });
      if (event.case === 'cancelled') return;
    }
  }

  async sendAll(ctx: Context): Promise<void> {
    for (const command of this.commands) {
      const event = await select({ sent: select.send(command, true), cancelled: ctx.done() });
      if (event.case === 'cancelled') return;
    }
  }
}

export default function main(): void {
  const replica = new Replica();
  const [ctx, cancel] = context.withCancel(context.background());
  go(async function send() { await replica.sendAll(ctx); });
  go(async function begin() { await replica.beginCommands(ctx); });
  go(cancel);
}
