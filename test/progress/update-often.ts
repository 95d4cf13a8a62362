/** Started as a process of its own: updates the state of a folder so many times. */
import { openProgress, startExercise } from '../../src/progress/index.ts';

const [folder = '', id = '', times = '0'] = process.argv.slice(2);
const progress = await openProgress(folder);
for (let number = 0; number < Number(times); number += 1) {
  await progress.update((draft) => {
    startExercise(draft, id).attempts += 1;
    startExercise(draft, 'shared').attempts += 1;
  });
  console.log(number + 1);
}
