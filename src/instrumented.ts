/**
 * What modules import that the Vite plugin has instrumented. Nobody writes these imports by hand.
 * @packageDocumentation
 */
export * from './loader/instrument/relayed.ts';
