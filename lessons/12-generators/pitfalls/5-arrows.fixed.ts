// expect: output
// | check: Hal 60
// | the three best students: Fay Eve Gil
import { run, iter } from 'concurrency-tutor';

const lines = [
  'name;points', 'Ann;71', '', 'Bob;38', 'Cem;55', 'Dan;49', 'Eve;90',
  'Fay;95', 'Gil;88',
];

interface Student { readonly name: string; readonly points: number }

/** From lines to students; the header and empty lines are left out. */
async function* students(
  input: iter.Seq<string>,
): iter.Sequence<Student> {
  for await (const line of iter.drop(input, 1)) {
    if (line === '') continue;
    const [name = '', points] = line.split(';');
    yield { name, points: Number(points) };
  }
}

/** "Best" needs all of them, so this step is not lazy. */
async function best(
  input: iter.Seq<Student>, count: number,
): Promise<Student[]> {
  const all: Student[] = [];
  for await (const student of input) all.push(student);
  return all.sort((a, b) => b.points - a.points).slice(0, count);
}

await run(async () => {
  // A step is tested alone, with an array as its source.
  for await (const s of students(['name;points', '', 'Hal;60'])) {
    console.log('check:', s.name, s.points);
  }
  const three = await best(students(lines), 3);
  console.log('the three best students:', ...three.map((s) => s.name));
});
