// expect: output
// | 40 questions, 10 are allowed
import { run, rate } from 'concurrency-tutor';

/** The accounting system, which can take 10 questions at once. */
const accounting = { questions: 0 };

/** Four of these run, each on a machine of its own. */
class Instance {
  readonly #limiter = new rate.Limiter(10, 10);

  handle(): void {
    if (this.#limiter.allow()) accounting.questions++;
  }
}

await run(async () => {
  const instances = Array.from({ length: 4 }, () => new Instance());
  for (let request = 1; request <= 15; request++) {
    for (const instance of instances) instance.handle();
  }
  console.log(accounting.questions, 'questions, 10 are allowed');
});
