/** Measures one case of one contestant, and prints the figure. */
import { contestants } from './contestants.ts';
import { type CaseName } from './kinds.ts';

const [name = '', caseName = '', size = '0'] = process.argv.slice(2);
const measure = (await contestants[name]?.())?.[caseName as CaseName];
const figure = measure ? await measure(Number(size)) : null;
process.stdout.write(`${JSON.stringify(figure)}\n`, () => process.exit());
