import type { LocalCloud } from '../../../lib/collect/local-cloud';
import { contract } from '../../../lib/report/contract';
import { htmlReport } from '../../../lib/report/html';
import { quoted } from '../../support/quoted';
import { evidence, reportOf } from './ledgers';

/** The page, its markup as it is written in the sources. */
const pageOf = (report: Parameters<typeof htmlReport>[0]): string => quoted(htmlReport(report));

const LOCAL: LocalCloud = {
  deployedAt: '2026-11-01T08:00:00.000Z',
  read: 3,
  unread: 1,
  types: [
    {
      type: 'AWS::Backup::BackupVault',
      counts: { real: 4, recorded: 0, refused: 0 },
      read: 4,
      dropped: [{ property: 'LockConfiguration', resources: 2 }],
    },
    { type: 'AWS::SSM::Document', counts: { real: 0, recorded: 1, refused: 1 }, read: 0, dropped: [] },
  ],
};

const report = (localCloud?: LocalCloud) => reportOf([evidence()], localCloud && { localCloud });

/** What stands in the page itself: the scripts have their texts at hand. */
const markup = (localCloud?: LocalCloud): string => pageOf(report(localCloud)).split('<script')[0] ?? '';

const sectionOf = (page: string): string => /<section id="local-cloud"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';

/** The cells of each row of its table, without markup. */
const rowsOf = (page: string): string[][] =>
  [...sectionOf(page).matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) =>
      cell.replace(/<i lang=zh>.*?<\/i>|<[^>]*>/g, ''),
    ),
  );

describe('what stood behind the resources of the local cloud, in the report', () => {
  test('is told by type and in all, and described by the contract', () => {
    const written = JSON.parse(JSON.stringify(report(LOCAL)));

    expect(contract.parse(written)).toEqual(written);
    expect(written.localCloud).toEqual({ ...LOCAL, counts: { real: 4, recorded: 1, refused: 1 }, realPercent: 66 });
  });

  test('is null where none was looked at, and then in no place of the page', () => {
    expect(report().localCloud).toBeNull();
    expect(contract.parse(JSON.parse(JSON.stringify(report()))).localCloud).toBeNull();
    expect(markup()).not.toContain('local-cloud');
    expect(markup()).not.toContain('本地云');
  });

  test('changes nothing of what is concluded', () => {
    expect({ ...report(LOCAL), localCloud: null }).toEqual(report());
  });

  test('is a table on the page, with the totals', () => {
    expect(rowsOf(markup(LOCAL)).slice(1)).toEqual([
      ['AWS::Backup::BackupVault', '4', '4', '0', '0', 'LockConfiguration (2)'],
      ['AWS::SSM::Document', '2', '0', '1', '1', 'not compared: no service has it'],
      ['All', '6', '4', '1', '1', ''],
    ]);
  });

  test('is found from the navigation, and can be moved in by keyboard', () => {
    expect(markup(LOCAL)).toContain('<a href="#local-cloud">');
    expect(sectionOf(markup(LOCAL))).toContain('tabindex="0" role="region" aria-labelledby="local-cloud-title"');
  });

  test('is marked as emulated, in both languages', () => {
    const section = sectionOf(markup(LOCAL));

    expect(section).toContain('It is no evidence of production.');
    expect(section).toContain('不构成生产环境的证据');
    expect(section).toContain('66 % of 6 resources');
    expect(section).toContain('6 个资源中 66 %');
  });

  test('holds whatever the file says as text', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const types = [
      {
        type: hostile,
        counts: { real: 1, recorded: 0, refused: 0 },
        read: 1,
        dropped: [{ property: hostile, resources: 1 }],
      },
    ];

    expect(markup({ ...LOCAL, deployedAt: hostile, types })).not.toContain('<img');
  });

  test('of nothing is nought percent', () => {
    expect(report({ ...LOCAL, types: [] }).localCloud).toMatchObject({
      counts: { real: 0, recorded: 0, refused: 0 },
      realPercent: 0,
    });
  });
});
