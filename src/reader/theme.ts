/**
 * How each kind of text looks. Sixteen colours, so that the terminal's own palette decides about contrast, without the two
 * that many palettes make unreadable, blue and bright black;
 * with colours off (chalk.level 0) every style is the plain text, so no meaning may depend on them.
 */
import chalk from 'chalk';

export const theme = {
  heading: (text: string) => chalk.bold.blueBright(text),
  subheading: (text: string) => chalk.bold(text),
  strong: (text: string) => chalk.bold(text),
  emphasis: (text: string) => chalk.italic(text),
  /** Without colour the backticks of the source say what is code. */
  code: (text: string) => (chalk.level === 0 ? `\`${text}\`` : chalk.cyan(text)),
  link: (text: string) => chalk.underline(text),
  quiet: (text: string) => chalk.dim(text),
  good: (text: string) => chalk.green(text),
  bad: (text: string) => chalk.red(text),
  warn: (text: string) => chalk.yellow(text),
  accent: (text: string) => chalk.blueBright(text),
};

/** highlight.js scopes that get a colour; a scope that is not listed inherits from the one around it. */
export const scopes: Readonly<Record<string, (text: string) => string>> = {
  keyword: (text) => chalk.magenta(text),
  built_in: (text) => chalk.cyan(text),
  type: (text) => chalk.cyan(text),
  literal: (text) => chalk.yellow(text),
  number: (text) => chalk.yellow(text),
  string: (text) => chalk.green(text),
  regexp: (text) => chalk.green(text),
  comment: (text) => chalk.dim(text),
  title: (text) => chalk.blueBright(text),
  attr: (text) => chalk.cyan(text),
  meta: (text) => chalk.dim(text),
  addition: (text) => chalk.green(text),
  deletion: (text) => chalk.red(text),
};
