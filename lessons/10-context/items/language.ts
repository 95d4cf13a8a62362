// expect: differs
// | en: Hello
// | fr: Bonjour
// --
// | en: Bonjour
// | fr: Bonjour
// --
// | en: Hello
// | fr: Hello
// expect: race
import { run, gosched, sync } from 'concurrency-tutor';

const greetings: Record<string, string> = {
  en: 'Hello',
  fr: 'Bonjour',
};
const answers: Record<string, string> = {};
let language = 'en';

async function greet(wanted: string): Promise<void> {
  language = wanted;
  await gosched();
  answers[wanted] = greetings[language] ?? '';
}

await run(async () => {
  const requests = new sync.WaitGroup();
  requests.go(greet, 'en');
  requests.go(greet, 'fr');
  await requests.wait();
  console.log('en:', answers['en']);
  console.log('fr:', answers['fr']);
});
