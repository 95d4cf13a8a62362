import type { Implementation } from '../harness/kinds.ts';
import { Channel } from '../spikes/generators/channel.ts';
import { loadedPrograms } from '../spikes/generators/loaded-programs.ts';

/** `async` programs loaded as generators; only code that the loader has seen can use an operation, and only by awaiting it at once. */
export const implementation: Implementation = { programs: await loadedPrograms((capacity) => new Channel(capacity)) };
