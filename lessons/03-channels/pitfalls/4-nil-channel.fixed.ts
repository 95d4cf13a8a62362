// expect: output
// | hello
import { run, go, chan } from 'concurrency-tutor';

class Mailbox {
  readonly messages = chan<string>(); // made together with the mailbox

  async post(message: string): Promise<void> {
    await this.messages.send(message);
  }
}

await run(async () => {
  const box = new Mailbox();
  go(async () => {
    await box.post('hello');
  });
  console.log(await box.messages.receive());
});
