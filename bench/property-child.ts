import type { ChannelKit, SelectKit } from './cases/kit.ts';
import { properties } from './properties/index.ts';
import { NoSelect } from './properties/property.ts';

/**
 * One property of one implementation, in a process of its own.
 * Usage: node --expose-gc property-child.ts IMPLEMENTATION PROPERTY
 */
type Kit = ChannelKit<unknown, unknown> & Partial<SelectKit<unknown, unknown>>;
const [implementation = '', name = ''] = process.argv.slice(2);
const { kit } = (await import(`./implementations/${implementation}.ts`)) as { kit: Kit };
const property = properties.find((candidate) => candidate.name === name);
if (!property) throw new Error(`there is no property ${name}`);
process.stdout.write(`${JSON.stringify(await verdict())}\n`);
process.exit();

async function verdict(): Promise<{ readonly verdict: 'holds' | 'fails' | 'absent'; readonly why?: string }> {
  try {
    await property?.check(kit);
    return { verdict: 'holds' };
  } catch (error) {
    return { verdict: error instanceof NoSelect ? 'absent' : 'fails', why: (error as Error).message };
  }
}
