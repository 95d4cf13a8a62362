import { authorSite, type SourceSite } from '../../runtime/sites.ts';

/** The place of a captured stack in the author's source. */
export function siteOf(stack: string | undefined): SourceSite | undefined {
  const site = authorSite(stack);
  return site?.file.startsWith('node:') ? undefined : site;
}
