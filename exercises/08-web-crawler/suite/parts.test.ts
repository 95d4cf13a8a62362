import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type * as scenarios from './scenarios.ts';

const play = scenario<typeof scenarios>();

interface RobotsCase { readonly text: string; readonly agent?: string; readonly allowed: readonly string[]; readonly forbidden: readonly string[]; readonly delay?: number; readonly help: string }

const robots: readonly RobotsCase[] = [
  { text: 'User-agent: *\nDisallow: /private\n', allowed: ['/', '/pub/private'], forbidden: ['/private', '/private/1', '/privateer'], help: 'A rule is the beginning of a path.' },
  { text: 'user-agent: *\r\nDISALLOW : /a # a comment\r\n# Disallow: /b\r\nNonsense\r\n', allowed: ['/b', '/'], forbidden: ['/a'], help: 'Comments, blanks, and the size of letters mean nothing.' },
  { text: 'User-agent: *\nDisallow:\n', allowed: ['/', '/x'], forbidden: [], help: 'An empty rule forbids nothing.' },
  { text: '', allowed: ['/', '/x'], forbidden: [], help: 'Without rules, everything is allowed.' },
  { text: 'User-agent: other\nDisallow: /\n', allowed: ['/', '/x'], forbidden: [], help: 'Rules for others do not count.' },
  { text: 'User-agent: *\nDisallow: /\n\nUser-agent: TUTOR\nDisallow: /t\n', allowed: ['/x'], forbidden: ['/t'], help: 'If a group names the crawler, the group for all others does not count.' },
  { text: 'User-agent: tutor\nUser-agent: other\nDisallow: /both\n\nUser-agent: tutor\nDisallow: /again\n', allowed: ['/x'], forbidden: ['/both', '/again'], help: 'A group may have several names, and a name several groups.' },
  { text: 'User-agent: *\nDisallow: /shop\nAllow: /shop/free\nDisallow: /shop/free/not\n', allowed: ['/shop/free', '/shop/free/x'], forbidden: ['/shop', '/shop/x', '/shop/free/not'], help: 'The longest rule that fits counts, wherever it stands.' },
  { text: 'User-agent: *\nDisallow: /same\nAllow: /same\n', allowed: ['/same'], forbidden: [], help: 'Of two equally long rules, `Allow` counts.' },
  { text: 'User-agent: *\nDisallow: /*.pdf$\nDisallow: /*/print\nDisallow: /q?a=\nDisallow: /a.b\n', allowed: ['/x.pdf?a', '/print', '/q', '/q?b=', '/axb'], forbidden: ['/x.pdf', '/d/x.pdf', '/x/print/1', '/q?a=1', '/a.b'], help: '`*` stands for anything and `$` for the end; all other letters stand for themselves.' },
  { text: 'User-agent: *\nVisit-limit: 9\nCrawl-delay: 2.5\nDisallow: /x\n\nUser-agent: other\nCrawl-delay: 100\n', allowed: ['/'], forbidden: ['/x'], delay: 2500, help: '`Crawl-delay` is in seconds, and belongs to its group; fields that nobody knows mean nothing.' },
];

test('robots', async () => {
  for (const { text, agent = 'tutor', allowed, forbidden, delay, help } of robots) {
    const paths = random.shuffle([...allowed, ...forbidden]);
    const found = await play('readRobots', { text, agent, paths });
    for (const [index, path] of paths.entries()) {
      const expected = allowed.includes(path);
      judge(found.allowed[index] === expected, {
        did: `For the crawler “${agent}” and this robots.txt, “${path}” was ${found.allowed[index] === true ? 'allowed' : 'forbidden'}:\n${text}`,
        expected: `It is ${expected ? 'allowed' : 'forbidden'}.`,
        help,
      });
    }
    judge(found.delay === delay, { did: `The delay was ${found.delay} for this robots.txt:\n${text}`, expected: `${delay}`, help: '`Crawl-delay` is in seconds, `delay` in milliseconds.' });
  }
});

const base = 'http://a.test/dir/page.html';
const pages: readonly (readonly [string, readonly string[]])[] = [
  ['<a href="one">1</a><A HREF=\'/two\'>2</A><a class=x href=three.html>3</a>', ['http://a.test/dir/one', 'http://a.test/two', 'http://a.test/dir/three.html']],
  ['<a href="../up?q=1&amp;r=2#part">x</a>', ['http://a.test/up?q=1&r=2']],
  ['<a href="http://B.TEST:80/x">x</a><a href="//c.test/y">y</a><a href="https://a.test/">z</a>', ['http://b.test/x', 'http://c.test/y', 'https://a.test/']],
  ['<a href="#top">x</a><a href="page.html">y</a>', ['http://a.test/dir/page.html']],
  ['<a href="x">1</a><a href="x#a">2</a><a href="./x">3</a>', ['http://a.test/dir/x']],
  ['<a href="mailto:a@b">1</a><a href="javascript:alert(1)">2</a><a href="ftp://a.test/">3</a><a href="http://">4</a><a name="x">5</a>', []],
  ['<!-- <a href="no">x</a> --><a href="yes">x</a><!--\n<a href="neither">x</a>\n-->', ['http://a.test/dir/yes']],
  ['<a rel="nofollow" href="no">x</a><a href="not" rel="external NoFollow">y</a><a rel=author href="yes">z</a>', ['http://a.test/dir/yes']],
  ['<link href="style.css"><abbr href="no">x</abbr><area href="no"><a\n  href = "yes"\n>x</a><a data-href="no">x</a>', ['http://a.test/dir/yes']],
  ['nothing here', []],
];

test('links', async () => {
  for (const [html, expected] of pages) {
    const found = await play('findLinks', { html, base });
    judge(JSON.stringify(found) === JSON.stringify(expected), {
      did: `On ${base}, these links were found: ${found.join(', ') || 'none'}, in\n${html}`,
      expected: expected.join(', ') || 'None.',
      help: '`new URL(link, base)` completes an address and writes it in the usual way. Each address stands in the list once.',
    });
  }
});
