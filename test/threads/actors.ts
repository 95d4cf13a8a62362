import { threads } from './built.ts';

/** The goroutines that the tests of threads run. */
export const actors = threads.module<typeof import('./modules/actors.ts')>(new URL('./modules/actors.ts', import.meta.url));
