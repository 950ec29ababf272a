import { createHash } from 'node:crypto';
import type { Bilingual } from '../../../constructs/standard';
import { htmlReport } from '../../../lib/report/html';
import { both, html, pathOf } from '../../../lib/report/html/markup';
import { KEYS, TEXTS } from '../../../lib/report/html/texts';
import * as words from '../../../lib/report/html/words';
import { example } from '../../support/landing-zone';
import { dataIn } from '../../support/page-data';
import { quoted } from '../../support/quoted';
import { attack, BUCKET, evidence, finding, reportOf, trial } from './ledgers';

/** The page, its markup as it is written in the sources. */
const pageOf = (report: Parameters<typeof htmlReport>[0]): string => quoted(htmlReport(report));

const HOSTILE = `</script><script>alert(1)</script><img src=x onerror=alert(1)>"'&\u0000\u001b\u202e<!--`;

/** Everything that somebody else wrote, hostile. */
const hostile = reportOf(
  [
    finding({
      check: HOSTILE,
      property: HOSTILE,
      message: { en: HOSTILE, zh: HOSTILE },
      subject: {
        ...BUCKET,
        path: HOSTILE,
        type: HOSTILE,
        stack: HOSTILE,
        region: HOSTILE,
        account: HOSTILE,
        logicalId: HOSTILE,
        source: { file: HOSTILE, line: 1 },
      },
    }),
    finding({ outcome: 'suppressed', exception: HOSTILE }),
  ],
  {
    generated: {
      commit: null,
      configSha256: null,
      toolVersion: '0',
      asOf: '2026-11-01',
      inputs: [{ path: HOSTILE, sha256: '0' }],
    },
    scope: { clouds: ['aws'], partitions: [HOSTILE], accounts: 1, regions: [HOSTILE] },
    resources: [
      {
        subject: { ...BUCKET, path: HOSTILE, stack: HOSTILE, target: { ou: HOSTILE, accounts: 1 } },
        requirements: [],
        judgedBy: [HOSTILE],
        supporting: { en: HOSTILE, zh: HOSTILE },
      },
    ],
    exceptions: [
      {
        id: HOSTILE,
        check: HOSTILE,
        resource: HOSTILE,
        reason: HOSTILE,
        owner: HOSTILE,
        expires: HOSTILE,
        state: 'active',
      },
    ],
    simulation: [
      attack({
        id: HOSTILE,
        title: { en: HOSTILE, zh: HOSTILE },
        techniques: [HOSTILE],
        sources: [HOSTILE, `javascript:${HOSTILE}`],
        detection: HOSTILE,
        note: { en: HOSTILE, zh: HOSTILE },
        trials: [
          trial({
            actor: HOSTILE,
            who: { en: HOSTILE, zh: HOSTILE },
            principal: HOSTILE,
            at: [HOSTILE],
            actions: [HOSTILE],
            resources: [HOSTILE],
            context: { [HOSTILE]: [HOSTILE] },
            because: { en: HOSTILE, zh: HOSTILE },
            deciding: [{ kind: HOSTILE, policy: HOSTILE, sid: HOSTILE, path: HOSTILE, node: HOSTILE }],
          }),
        ],
      }),
    ],
    rules: [{ id: HOSTILE, demand: { en: HOSTILE, zh: HOSTILE }, reference: HOSTILE }],
    secondOpinion: {
      pack: 'AwsSolutions',
      rules: [
        {
          rule: HOSTILE,
          says: HOSTILE,
          compliant: 0,
          notApplicable: 0,
          nonCompliant: [{ path: HOSTILE, finding: HOSTILE }],
          errors: [HOSTILE],
        },
      ],
    },
  },
);

/** The content of the page's elements of one name. */
const contentsOf = (page: string, name: string): string[] =>
  [...page.matchAll(new RegExp(`<${name}(?: [^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map(([, content = '']) => content);

const policyOf = (page: string): string => /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';

describe('the page', () => {
  const page = pageOf(hostile);

  test('escapes whatever a template, a configuration or a rule says', () => {
    expect(page).not.toContain('<img');
    expect(page).not.toContain('alert(1)</script>');
    expect(contentsOf(page, 'script')).toHaveLength(2);
  });

  test('makes a link of a source only where it is a page', () => {
    expect(page).not.toContain('href="javascript:');
  });

  test('shows what would hide', () => {
    expect(page).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    expect(page).toContain('␀␛[U+202E]');
  });

  test('the data for its script is JSON that no text can end', () => {
    const [packed = ''] = contentsOf(page, 'script');
    const data = dataIn(page);

    expect(packed).toMatch(/^[\w+/=]+$/);
    const { messages, strings } = JSON.parse(data) as { messages: (string | number)[][][]; strings: string[] };
    const told = messages.map((texts) =>
      texts.map((text) => [text].flat().map((part) => strings[Number(part)] ?? part)),
    );
    expect(told.map((texts) => texts.map((text) => text.join('')))).toContainEqual([
      expect.stringContaining('</script>'),
      expect.stringContaining('</script>'),
    ]);
  });

  test('allows no script and no style but its own, and nothing from elsewhere', () => {
    const hash = (content = '') => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;

    expect(policyOf(page).split('; ')).toEqual([
      "default-src 'none'",
      `style-src ${hash(contentsOf(page, 'style')[0])}`,
      `script-src ${hash(contentsOf(page, 'script')[1])}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
    ]);
  });

  test('has no handler and no style in an attribute, which the policy would refuse', () => {
    const markup = pageOf(reportOf([finding()])).replace(/<(script|style)[\s\S]*?<\/\1>/g, '');

    expect(markup).not.toMatch(/<[^>]* on\w+=/);
    expect(markup).not.toMatch(/<[^>]* style=/);
  });

  test('loads nothing', () => {
    const own = pageOf(reportOf([finding()]));

    expect(own).not.toMatch(/<(?:link|img|iframe|object|embed|source|video|audio)\b[^>]*(?:src|href)="(?!data:|#)/);
    expect(own).not.toMatch(/@import|url\(/);
  });

  test('its script is one scope: no module syntax is left', () => {
    expect(contentsOf(page, 'script')[1]).not.toMatch(/^(?:import|export) /m);
  });

  test('gives no id twice', () => {
    const ids = [...pageOf(reportOf([finding()])).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);

    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('every link within the page leads somewhere', () => {
    const own = pageOf(reportOf([finding()]));
    const ids = new Set([...own.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
    const targets = [...own.matchAll(/ href="#([^"?]*)/g)].map(([, target]) => target);

    expect(targets.filter((target) => !ids.has(target))).toEqual([]);
  });

  test('puts findings first where there are any, and last where there are none', () => {
    const order = (text: string) => [...text.matchAll(/<section id="(\w+)"/g)].map(([, id]) => id);

    expect(order(page)).toEqual([
      'findings',
      'overview',
      'requirements',
      'attacks',
      'resources',
      'exceptions',
      'about',
    ]);
    expect(order(pageOf(reportOf([])))).toEqual([
      'overview',
      'requirements',
      'attacks',
      'findings',
      'resources',
      'exceptions',
      'about',
    ]);
  });

  test('counts what is shown of one cloud for that cloud alone', () => {
    const proof = evidence({
      kind: 'proof',
      check: 'policy-simulation',
      outcome: 'passed',
      requirements: ['8.1/c'],
      facets: ['8.1/c#baseline-tamper-protection'],
      cloud: 'aws',
    });
    const scope = { clouds: ['aws', 'azure'], partitions: ['aws', 'azure'], accounts: 1, regions: [] } as const;
    const both = pageOf(reportOf([proof], { scope }));
    const facet = /<li class="facet" id="8\.1\/c#baseline-tamper-protection">[\s\S]*?<\/ul>/.exec(both)?.[0] ?? '';

    expect(facet.match(/passed">✓ 1</g)).toHaveLength(1);
    expect(facet).toMatch(/<i>no check yet<\/i>.*Azure<\/span>.*policy-simulation/);
  });

  test('tells where a proof has nothing to try what stands for it, and that no tests were run', () => {
    const china = pageOf(reportOf([], { places: [{ partition: 'aws-cn', region: 'cn-north-1' }] }));
    const facet = (page: string, id: string) =>
      new RegExp(`<li class="facet" id="8\\.2/${id}">[\\s\\S]*?</ul>`).exec(page)?.[0] ?? '';

    expect(facet(china, 'mfa#root-and-owner-accounts')).toContain('accounts in China have no root user');
    expect(facet(china, 'mfa#root-and-owner-accounts')).toContain('中国区账号无根用户');
    expect(facet(china, 'high-risk-approval#break-glass-control')).toMatch(/<i>not run<.*<i>test</);
    expect(facet(pageOf(reportOf([])), 'mfa#root-and-owner-accounts')).not.toContain('no root user');
  });

  test('counts a proof for the facets that it shows alone', () => {
    const proof = evidence({
      kind: 'proof',
      check: 'policy-simulation',
      outcome: 'passed',
      requirements: ['8.2/least-privilege'],
      facets: ['8.2/least-privilege#privilege-escalation-denied'],
    });
    const shown = pageOf(reportOf([proof]));
    const facet = (id: string) =>
      new RegExp(`<li class="facet" id="8\\.2/least-privilege#${id}">[\\s\\S]*?</ul>`).exec(shown)?.[0] ?? '';

    expect(facet('privilege-escalation-denied')).toContain('passed">✓ 1<');
    expect(facet('trust-and-resource-policies')).toContain('policy-simulation');
    expect(facet('trust-and-resource-policies')).not.toContain('passed');
  });

  test('is the same for the same report', () => {
    expect(pageOf(hostile)).toBe(page);
  });
});

describe('the page of examples/organization', () => {
  const report = example('organization').report();
  const page = pageOf(report);

  test('is at most 2.5 MB', () => {
    expect(Buffer.byteLength(htmlReport(report))).toBeLessThan(2_500_000);
  });

  test('has every requirement, facet and resource in its markup, for those who run no script', () => {
    const count = (pattern: RegExp): number => page.match(pattern)?.length ?? 0;

    expect(count(/<details class="requirement"/g)).toBe(180);
    expect(count(/<li class="facet"/g)).toBe(report.requirements.flatMap(({ design }) => design.facets).length);
    expect(count(/<details class="resource"/g)).toBe(report.resources.length);
  });

  test('numbers no resource that stands where its number says', () => {
    const numbers = [...page.matchAll(/<details class="resource"(?: data-i="(\d+)")?>/g)].map(([, number]) => number);

    expect(numbers.filter((number, place) => number === String(place))).toEqual([]);
    expect(numbers.map((number, place) => Number(number ?? place)).sort((a, b) => a - b)).toEqual([
      ...report.resources.keys(),
    ]);
  });

  test('tells each reason of supporting resources once, and every such resource leads to it', () => {
    const supporting = report.resources.filter((resource) => resource.supporting !== null);
    const reasons = new Set(supporting.map((resource) => resource.supporting));

    expect(page.match(/<div id="reason-\d+">/g)).toHaveLength(reasons.size);
    expect(page.match(/<a href="#reason-\d+">/g)).toHaveLength(supporting.length);
    for (const reason of reasons) expect(page).toContain(`<dd><i>${reason}</i>`);
  });

  test('has the demand of every rule that its evidence names, where the script finds it', () => {
    const judged = report.requirements.flatMap(({ evidence }) => evidence.filter(({ kind }) => kind === 'rule'));
    const checks = new Set(judged.map(({ check }) => `rule:${check}`));
    const told = [...page.matchAll(/ data-check="([^"]*)">(?:(?!<\/li>)[\s\S])*?<span class="detail">/g)];

    expect([...checks].filter((check) => !told.some(([, id]) => id === check))).toEqual([]);
  });

  test('names the records that are wanted by their titles, and the corresponding controls by number', () => {
    expect(page).toContain('<i>Risk register</i><i lang=zh>风险登记册</i></b> <code>risk-register</code>');
    expect(page).toMatch(/ISO\/IEC 27002:2013<\/span> <b>12\.4\.2<\/b>/);
    expect(page).toMatch(/ISO\/IEC 27017:2015<\/span>.*<b>CLD\.9\.5\.1<\/b>/);
  });
});

describe('markup', () => {
  test('escapes what is put in, and nothing of its own', () => {
    expect(html`<b title="${`"'`}">${'<&>'}</b>`.text).toBe('<b title="&quot;&#39;">&lt;&amp;&gt;</b>');
  });

  test('leaves out what is not there', () => {
    expect(html`${null}${undefined}${0}`.text).toBe('0');
  });

  test('says once what is the same in both languages', () => {
    expect(both({ en: 'AWS', zh: 'AWS' }).text).toBe('AWS');
  });

  test('lets a path break at its slashes, and its end stand out', () => {
    expect(pathOf('Stack/Bucket/Resource').text).toBe(
      '<span class="path"><span>Stack/<wbr></span>Bucket/<wbr>Resource</span>',
    );
  });
});

describe('the words of the page', () => {
  /** Every text in a table of texts, however deep. */
  const textsIn = (value: unknown): Bilingual[] => {
    if (typeof value !== 'object' || value === null) return [];
    if ('en' in value && 'zh' in value) return [value as Bilingual];
    return Object.values(value).flatMap(textsIn);
  };
  const all = [...textsIn(TEXTS), ...textsIn(KEYS), ...textsIn(words)];

  test.each(all.map(({ en, zh }) => [en, zh]))('%s: %s', (en, zh) => {
    expect(en).not.toMatch(/\p{Script=Han}/u);
    expect(zh).toMatch(/\p{Script=Han}|^AWS$|^Azure$/u);
    expect(/[.]$/.test(en)).toBe(/[。]$/.test(zh));
  });
});
