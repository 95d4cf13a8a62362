export type { Store } from '../starter/stores.ts';
