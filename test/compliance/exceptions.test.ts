import { gate } from '../../lib/commands/check';
import { changed, checked, MINIMAL_ACCOUNT } from '../lib/config/scratch';
import { exception, operations, reportOf } from '../support/excepted';

test('9.1/b#exception-control: an exception needs rule, resource, reason, owner and expiry, and expired, unused or stale ones fail', () => {
  const configured = `${MINIMAL_ACCOUNT}exceptions:\n  - ${JSON.stringify(exception())}\n`;
  expect(checked(configured).problems).toEqual([]);
  for (const field of ['check', 'resource', 'reason', 'owner', 'expires'] as const) {
    const lacking = changed(
      configured,
      JSON.stringify(exception()),
      JSON.stringify({ ...exception(), [field]: undefined }),
    );
    expect(checked(lacking).problems).toMatchObject([{ severity: 'error', key: expect.stringContaining(field) }]);
  }

  expect(gate(reportOf(operations, [exception()]))).toBe(0);
  const [expired, unused, stale] = [
    { expires: '2026-11-22' },
    { check: 's3-versioning' },
    { resource: 'quickstart-operations/Gone/Resource' },
  ];
  for (const bad of [expired, unused, stale]) {
    // another one covers the finding: the exception alone fails the gate
    const report = reportOf(operations, [exception(), exception({ id: 'bad', ...bad })]);
    expect(report.findings).toMatchObject([{ exception: 'accepted' }]);
    expect(gate(report)).toBe(1);
  }
});
