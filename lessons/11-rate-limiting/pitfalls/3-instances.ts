// expect: output
// | 400 questions, 100 are allowed
import { run, rate } from 'concurrency-tutor';

/** The accounting system, which can take 100 questions at once. */
const accounting = { questions: 0 };

/** Four of these run, each on a machine of its own. */
class Instance {
  readonly #limiter = new rate.Limiter(100, 100);

  handle(): void {
    if (this.#limiter.allow()) accounting.questions++;
  }
}

await run(async () => {
  const instances = Array.from({ length: 4 }, () => new Instance());
  for (let request = 1; request <= 150; request++) {
    for (const instance of instances) instance.handle();
  }
  console.log(accounting.questions, 'questions, 100 are allowed');
});
