import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { ThirdPartyTrace } from '../../../constructs/third-party-role/third-party-trace';

type Event = Readonly<Record<string, unknown>>;

const QUERY = (() => {
  const stack = new Stack(new App(), 'Archive');
  const logGroup = LogGroup.fromLogGroupName(stack, 'Trail', '/acme/trail');
  new ThirdPartyTrace(stack, 'Trace', { name: 'acme', logGroup });
  const [query] = Object.values(Template.fromStack(stack).findResources('AWS::Logs::QueryDefinition'));
  return query?.['Properties'] as { Name: string; LogGroupNames: string[]; QueryString: string };
})();

/** `userIdentity.arn`, `resources.0.ARN`: the fields that Logs Insights makes of a record in JSON. */
const fieldOf = (event: Event, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as Event | undefined)?.[key], event);

/** What the query comes to on a record: Logs Insights reads regular expressions with named groups as JavaScript does. */
function rowOf(event: Event): Record<string, unknown> | undefined {
  const [parse = '', filter = '', fields = ''] = QUERY.QueryString.split('\n| ');
  const [, source = '', pattern = ''] = /^parse (\S+) \/(.*)\/$/.exec(parse) ?? [];
  const parsed = new RegExp(pattern).exec(String(fieldOf(event, source)))?.groups ?? {};
  const [, demanded = ''] = /^filter ispresent\((\w+)\)$/.exec(filter) ?? [];
  if (parsed[demanded] === undefined) return undefined;
  return Object.fromEntries(
    fields
      .replace(/^fields /, '')
      .split(', ')
      .map((field) => field.split(' as '))
      .map(([path = '', alias = path]) => [alias, parsed[path] ?? fieldOf(event, path)]),
  );
}

/** A record of CloudTrail as its documentation shows it, shortened. */
const event = (role: string, session: string, more: Event = {}): Event => ({
  eventVersion: '1.11',
  userIdentity: {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE:${session}`,
    arn: `arn:aws-cn:sts::111111111111:assumed-role/${role}/${session}`,
    accountId: '111111111111',
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: `arn:aws-cn:iam::111111111111:role/${role}`, userName: role },
      sourceIdentity: 'j.berg@payments.example.com',
    },
  },
  eventTime: '2026-11-02T09:14:02Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  awsRegion: 'cn-north-1',
  recipientAccountId: '111111111111',
  eventID: '11111111-2222-3333-4444-555555555555',
  resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws-cn:s3:::orders/report.csv' }],
  ...more,
});

describe('ThirdPartyTrace', () => {
  test('asks the log group of the trail, from one statement a line', () => {
    expect(QUERY).toMatchObject({ Name: 'acme/third-party-actions', LogGroupNames: ['/acme/trail'] });
    expect(QUERY.QueryString.split('\n| ').map((command) => command.split(' ')[0])).toEqual([
      'parse',
      'filter',
      'fields',
      'sort',
      'limit',
    ]);
  });

  test("4.4/outsourced#third-party-traceability: lists a supplier's action by supplier, person, ticket, time and target", () => {
    expect(rowOf(event('acme-supplier-payments', 'CHG-2041'))).toEqual({
      supplier: 'payments',
      ticket: 'CHG-2041',
      person: 'j.berg@payments.example.com',
      time: '2026-11-02T09:14:02Z',
      service: 's3.amazonaws.com',
      action: 'GetObject',
      account: '111111111111',
      region: 'cn-north-1',
      target: 'arn:aws-cn:s3:::orders/report.csv',
      refused: undefined,
      event: '11111111-2222-3333-4444-555555555555',
    });
  });

  test('lists what was refused as well, and leads to the event where no resource is named', () => {
    const row = rowOf(event('acme-supplier-payments', 'CHG-7', { errorCode: 'AccessDenied', resources: undefined }));

    expect(row).toMatchObject({ refused: 'AccessDenied', target: undefined, event: expect.stringMatching(/./) });
  });

  test.each([
    ['people of our own', event('acme-operations', 'alice')],
    ['the roles of another landing zone', event('other-supplier-payments', 'CHG-1')],
    ['a role that only has the name within its own', event('not-acme-supplier-payments', 'CHG-1')],
    ['a service', event('acme-config', 'AWSConfig', { userIdentity: { type: 'AWSService' } })],
  ])('leaves out %s', (_, given) => {
    expect(rowOf(given)).toBeUndefined();
  });
});
