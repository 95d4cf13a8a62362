import type { Implementation } from '../harness/kinds.ts';
import { loadedPrograms } from '../spikes/generators/loaded-programs.ts';
import { SafeChannel } from '../spikes/generators/safe-channel.ts';

/** `async` programs loaded as generators; operations can be awaited by code that the loader has not seen, too. */
export const implementation: Implementation = { programs: await loadedPrograms((capacity) => new SafeChannel(capacity)) };
