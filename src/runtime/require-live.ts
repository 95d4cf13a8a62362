import type { Context } from './context/index.ts';

/** Goes on unless the context is done. @throws `ctx.err()` */
export function requireLive(ctx: Context): void {
  const error = ctx.err();
  if (error) throw error;
}
