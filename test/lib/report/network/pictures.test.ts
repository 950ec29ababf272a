import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitted, type Size, widthOf, wrapped } from '../../../../lib/report/network/lettering';
import type { Language } from '../../../../lib/report/network/pen';
import { pictureFiles } from '../../../../lib/report/network/picture-files';
import * as words from '../../../../lib/report/network/words';
import { graphsOf, HOSTILE, HUB, LISTED, OPEN } from '../../proofs/network/drawn-networks';

const LANGUAGES: readonly Language[] = ['en', 'zh'];
const DOCUMENTS = { HUB, OPEN, LISTED };

const files = (made: object, language: Language): ReadonlyMap<string, string> => pictureFiles(graphsOf(made), language);

const all = Object.entries(DOCUMENTS).flatMap(([name, made]) =>
  LANGUAGES.flatMap((language) =>
    [...files(made, language)].map(([file, svg]) => ({ name: `${name} ${language} ${file}`, language, svg })),
  ),
);

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};
const plain = (text: string): string =>
  text.replace(/&(?:lt|gt|quot|amp|#39);/g, (entity) => ENTITIES[entity] ?? entity);

interface Lettered {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where the texts of a picture stand, each as wide as it can be. */
function textsIn(svg: string): readonly Lettered[] {
  const elements = svg.matchAll(
    /<text x="([\d.]+)" y="([\d.]+)"(?: class="([\w ]+)")?>(?:<title>[^<]*<\/title>)?([^<]*)<\/text>/g,
  );
  return [...elements].map(([, x, y, classes = '', content = '']) => {
    const size = (['title', 'zone'] as const).find((name) => classes.split(' ').includes(name)) ?? 'text';
    const text = plain(content);
    const [left, base] = [Number(x), Number(y)];
    return { text, left, right: left + widthOf(text, size as Size), top: base - 9, bottom: base + 2 };
  });
}

const sizeOf = (svg: string): readonly number[] =>
  (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)?.slice(1) ?? []).map(Number);

describe.each(all)('$name', ({ svg, language }) => {
  const texts = textsIn(svg);

  test('has all its texts within its bounds', () => {
    const [width = 0, height = 0] = sizeOf(svg);

    expect(texts.length).toBeGreaterThan(5);
    expect(texts.filter(({ text }) => text === '')).toEqual([]);
    expect(texts).toHaveLength(svg.match(/<text /g)?.length ?? 0);
    expect(
      texts.filter(({ left, right, top, bottom }) => left < 0 || top < 0 || right > width || bottom > height),
    ).toEqual([]);
  });

  test('has no text over another', () => {
    const overlaps = texts.flatMap((one, index) =>
      texts
        .slice(index + 1)
        .filter(
          (other) =>
            one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
        )
        .map((other) => `${one.text} / ${other.text}`),
    );

    expect(overlaps).toEqual([]);
  });

  test('says in its title and description what it shows', () => {
    expect(svg).toMatch(/role="img" aria-labelledby="picture-title picture-text"/);
    expect(svg).toMatch(/<title id="picture-title">[^<]+<\/title><desc id="picture-text">[^<]+<\/desc>/);
  });

  test('speaks one language', () => {
    const letters = texts.map(({ text }) => text).join(' ');

    expect(/\p{Script=Han}/u.test(letters)).toBe(language === 'zh');
    expect(svg).toContain(`xml:lang="${language}"`);
    expect(svg).not.toContain('<tspan');
  });

  test('is inert, and loads nothing', () => {
    expect(svg).not.toMatch(/<script|<\/script|<foreignObject|<image|<use|\shref=|\son\w+=|@import|url\(/i);
    expect(svg.match(/<\/svg>/g)).toHaveLength(1);
  });

  test('has every element closed', () => {
    const open: string[] = [];
    for (const [, end, name = '', alone] of svg.matchAll(/<(\/)?([a-z]+)[^<>]*?(\/)?>/g)) {
      if (end) expect(open.pop()).toBe(name);
      else if (!alone) open.push(name);
    }
    expect(open).toEqual([]);
  });
});

describe('a picture', () => {
  const english = (made: object): string => [...files(made, 'en').values()].join('\n');

  test('says that the internet reaches nothing, where it does not, with a wall', () => {
    expect(english(LISTED)).toContain('The internet reaches nothing here');
    expect(english(LISTED)).toContain('Nothing here reaches the internet');
    expect(english(LISTED)).toContain('class="wall"');
  });

  test('says what the internet reaches, where it does, without a wall', () => {
    const [first = ''] = files(OPEN, 'en').values();

    expect(first).toContain('The internet reaches: Ingress zone, perhaps Application zone');
    expect(first).not.toContain('class="wall"');
  });

  test('tells ways through a firewall from those round it, in line and in words', () => {
    const file = files(HUB, 'en').get('eu-central-1-production.svg') ?? '';

    expect(file).toMatch(/class="flow inspected"[^>]*><path class="core"/);
    expect(file).toContain('inspected by');
    expect(english(OPEN)).toContain('not inspected');
    expect(english(OPEN)).not.toContain('class="core"');
  });

  test('tells in words the flows for which it has no room, and leaves out none', () => {
    const [first = ''] = files(OPEN, 'en').values();
    const [, below = ''] = first.split('Further flows');

    expect(below).toContain('Internet → Management zone: perhaps all, not inspected');
  });

  test('shows the full text where a pointer asks for what was shortened', () => {
    expect(english(OPEN)).toMatch(
      /<title>0\.0\.0\.0\/0 → internet gateway AnInternetGatewayWhose\w+<\/title>0\.0\.0\.0\/0 → [^<]*…</,
    );
  });

  test('escapes names', () => {
    expect(english(OPEN)).toContain('Network &lt;/svg&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(english(OPEN)).not.toContain(HOSTILE);
  });

  test('of a transit gateway says what flows between networks: nothing, or what', () => {
    const file = files(HUB, 'en').get('eu-central-1-hub.svg') ?? '';

    expect(textsIn(file).filter(({ text }) => text === 'nothing')).toHaveLength(4);
    expect(file).toContain('10.0.0.0/8 → nowhere (blackhole)');
    expect(file).toContain('nothing in the templates');
  });

  test('explains the kinds of line that it has, and no others', () => {
    expect(english(LISTED)).toContain(words.LINES.lists.en);
    expect(english(LISTED)).not.toContain(words.LINES.hosts.en);
    expect(english(LISTED)).not.toContain(words.LINES.inspected.en);
  });

  test('is the same for the same templates', () => {
    expect(english(HUB)).toBe(english(HUB));
  });

  test('has a name of its own, though names come to the same', () => {
    const twice = { ...graphsOf(LISTED), networks: [...graphsOf(LISTED).networks, ...graphsOf(LISTED).networks] };

    expect([...pictureFiles(twice, 'en').keys()]).toEqual(['eu-central-1-net.svg', 'eu-central-1-net-2.svg']);
  });

  test('of a network without subnets is drawn too', () => {
    const [svg = ''] = files(
      { Resources: { Net: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } } } },
      'en',
    ).values();

    expect(svg).toContain('10.0.0.0/16');
  });
});

describe('lines', () => {
  const css = readFileSync(join(__dirname, '../../../../lib/report/html/style/network.css'), 'utf8');
  const rule = (name: string): string => new RegExp(`\\.network \\.${name} \\{([^}]*)\\}`).exec(css)?.[1] ?? '';

  test('differ in dashes or width, so that they do in black and white', () => {
    const kinds = Object.keys(words.LINES).map((kind) => rule(kind).replace(/\s+/g, ''));

    expect(new Set(kinds).size).toBe(kinds.length);
    expect(rule('lists')).toContain('stroke-dasharray');
    expect(rule('perhaps')).toContain('stroke-dasharray');
    expect(rule('inspected')).toContain('stroke-width');
  });
});

describe('letters', () => {
  test('are fitted with an ellipsis, and whole where there is room', () => {
    expect(fitted('abc', 100)).toBe('abc');
    expect(fitted('abcdefghijklmnop', 40)).toMatch(/^abc\w*…$/);
    expect(widthOf(fitted('防火墙防火墙防火墙', 40))).toBeLessThanOrEqual(40);
  });

  test('are wrapped between words, the last line cut off', () => {
    const lines = wrapped('ssm, ssmmessages, logs, kms, s3, ec2messages', 100, 2);

    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe('ssm,');
    expect(lines[1]).toMatch(/…$/);
  });
});

describe('the words of pictures', () => {
  const textsWithin = (value: unknown): { en: string; zh: string }[] => {
    if (typeof value !== 'object' || value === null) return [];
    if ('en' in value && 'zh' in value) return [value as { en: string; zh: string }];
    return Object.values(value).flatMap(textsWithin);
  };

  test.each(textsWithin(words).map(({ en, zh }) => [en, zh]))('%s: %s', (en, zh) => {
    expect(en).not.toMatch(/\p{Script=Han}/u);
    expect(zh).toMatch(/\p{Script=Han}/u);
  });
});
