// Blocking / communication deadlock / channel and context
// Cancelled in the middle, the reader starts a helper that drains every channel once more; the sender has seen the cancellation too and sends nothing any more.
// found: leak
// stuck: drain | chan receive
import { chan, context, go, select, type Channel, type Context } from 'concurrency-tutor';

class Replica {
  readonly commands: readonly Channel<boolean>[] = [chan(), chan(), chan()];

  async beginCommands(ctx: Context): Promise<void> {
    for (const command of this.commands) {
      const event = await select({ command, cancelled: ctx.done() });
      if (event.case === 'cancelled') {
        go(drain, this.commands);
        return;
      }
    }
  }

  async sendAll(ctx: Context): Promise<void> {
    for (const command of this.commands) {
      const event = await select({ sent: select.send(command, true), cancelled: ctx.done() });
      if (event.case === 'cancelled') return;
    }
  }
}

async function drain(commands: readonly Channel<boolean>[]): Promise<void> {
  for (const command of commands) await command.receive();
}

export default function main(): void {
  const replica = new Replica();
  const [ctx, cancel] = context.withCancel(context.background());
  go(async function send() { await replica.sendAll(ctx); });
  go(async function begin() { await replica.beginCommands(ctx); });
  go(cancel);
}
