/** The judge as users have it, from `dist/`: its processes start in half the time that the sources take. */
const built = (file: string): string => new URL(`../../dist/${file}`, import.meta.url).href;

export const { judge } = await import(built('judge/index.js')) as typeof import('../../src/judge/index.ts');
export const { typeProblems } = await import(built('judge/type-check.js')) as typeof import('../../src/judge/type-check.ts');
