/** Whether this is the full tier, which tries what takes minutes. */
export const isFullTier = process.env['FULL'] === '1';

/** Whether something is left to the full tier; says so, so that nothing is skipped in silence. `why`: what it is, and what it takes. */
export function leftToFullTier(why: string): boolean {
  if (!isFullTier) console.log(`Skipped: ${why}. It belongs to the full tier: FULL=1.`);
  return !isFullTier;
}
