// expect: deadlock
import { run, go, nilChan, type Channel } from 'concurrency-tutor';

class Mailbox {
  messages: Channel<string> = nilChan(); // BROKEN: the place for a channel, but no channel yet

  async post(message: string): Promise<void> {
    await this.messages.send(message); // on a nil channel: waits for ever
  }
}

await run(async () => {
  const box = new Mailbox();
  go(async () => {
    await box.post('hello');
  });
  console.log(await box.messages.receive()); // waits for ever too
});
