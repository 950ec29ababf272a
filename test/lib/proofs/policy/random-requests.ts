import type { OrganizationLevel, Policies, Principal, Request } from '../../../../lib/proofs/policy/model';
import { parsePolicy } from '../../../../lib/proofs/policy/parse';

/** One request with the documents that bear on it, for two evaluators. */
export interface Sample {
  readonly request: Request;
  readonly documents: Documents;
}

type Document = { readonly Version: string; readonly Statement: readonly object[] };

export interface Documents {
  readonly identity: readonly Document[];
  readonly boundary?: Document;
  readonly session?: Document;
  readonly resource?: Document;
  readonly endpoint?: Document;
  readonly serviceControl: readonly { readonly node: string; readonly documents: readonly Document[] }[];
  readonly resourceControl: readonly { readonly node: string; readonly documents: readonly Document[] }[];
}

/** The same documents as our evaluator reads them. */
export function policiesOf(documents: Documents): Policies {
  const parsed = (document: Document, name: string) => parsePolicy(document, { name });
  const levels = (of: Documents['serviceControl']): readonly OrganizationLevel[] =>
    of.map(({ node, documents: own }) => ({
      node,
      policies: own.map((document, i) => parsed(document, `${node}-${i}`)),
    }));
  return {
    identity: documents.identity.map((document, i) => parsed(document, `identity-${i}`)),
    ...(documents.boundary && { boundary: parsed(documents.boundary, 'boundary') }),
    ...(documents.session && { session: [parsed(documents.session, 'session')] }),
    ...(documents.resource && { resource: parsed(documents.resource, 'resource') }),
    ...(documents.endpoint && { endpoint: parsed(documents.endpoint, 'endpoint') }),
    serviceControl: levels(documents.serviceControl),
    resourceControl: levels(documents.resourceControl),
  };
}

/** A small generator of numbers below one, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const HERE = '111111111111';
const THERE = '222222222222';

interface Target {
  readonly action: string;
  readonly arn: (partition: string, account: string) => string;
  readonly patterns: readonly string[];
  readonly actionPatterns: readonly string[];
}

/** Actions with the ARN of what they act on; `P` and `A` stand for partition and account. */
const TARGETS: readonly Target[] = [
  target(
    's3:GetObject',
    'arn:P:s3:::box/reports/a.txt',
    ['s3:*', 's3:Get*', 's3:PutObject'],
    [
      'arn:P:s3:::box/*',
      'arn:P:s3:::box/reports/?.txt',
      'arn:P:s3:::*',
      'arn:P:s3:::box/${aws:PrincipalTag/team}/*',
      "arn:P:s3:::box/${aws:PrincipalTag/none, 'reports'}/*",
      'arn:P:s3:::other/*',
    ],
  ),
  target(
    's3:ListBucket',
    'arn:P:s3:::box',
    ['s3:List*', 'S3:LISTBUCKET', 's3:Get*'],
    ['arn:P:s3:::box', 'arn:P:s3:::b?x', 'arn:P:s3:::box/*', 'arn:P:s3:::*'],
  ),
  target(
    'sqs:SendMessage',
    'arn:P:sqs:eu-central-1:A:orders',
    ['sqs:Send*', 'sqs:*', 'sqs:ReceiveMessage'],
    ['arn:P:sqs:*:A:orders', 'arn:P:sqs:eu-central-1:*:ord*', 'arn:P:sqs:eu-west-1:A:orders', 'arn:P:sqs:*:*:*'],
  ),
  target(
    'kms:Decrypt',
    'arn:P:kms:eu-central-1:A:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    ['kms:*', 'kms:De*', 'kms:Encrypt'],
    [
      'arn:P:kms:*:A:key/*',
      'arn:P:kms:eu-central-1:A:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      'arn:P:kms:*:A:alias/*',
    ],
  ),
  target(
    'sts:AssumeRole',
    'arn:P:iam::A:role/reader',
    ['sts:AssumeRole', 'sts:*', 'sts:TagSession'],
    ['arn:P:iam::A:role/reader', 'arn:P:iam::*:role/*', 'arn:P:iam::A:role/writer'],
  ),
  target(
    'iam:DeleteRole',
    'arn:P:iam::A:role/reader',
    ['iam:*', 'iam:Delete*', 'iam:GetRole'],
    ['arn:P:iam::A:role/*', 'arn:P:iam::*:role/read*', 'arn:P:iam::A:user/*'],
  ),
  target(
    'ec2:TerminateInstances',
    'arn:P:ec2:eu-central-1:A:instance/i-0123456789abcdef0',
    ['ec2:*', 'ec2:Term*', 'ec2:StopInstances'],
    ['arn:P:ec2:*:A:instance/*', 'arn:P:ec2:*:*:instance/i-0123456789abcdef0', 'arn:P:ec2:*:A:volume/*'],
  ),
  target(
    'secretsmanager:GetSecretValue',
    'arn:P:secretsmanager:eu-central-1:A:secret:db-AbCdEf',
    ['secretsmanager:*', 'secretsmanager:Get*'],
    [
      'arn:P:secretsmanager:*:A:secret:db-??????',
      'arn:P:secretsmanager:*:A:secret:*',
      'arn:P:secretsmanager:*:A:secret:web-*',
    ],
  ),
];

function target(action: string, arn: string, actionPatterns: readonly string[], patterns: readonly string[]): Target {
  return {
    action,
    arn: (partition, account) => spelt(arn, partition, account),
    patterns: ['*', ...patterns],
    actionPatterns: ['*', action, ...actionPatterns],
  };
}

const spelt = (text: string, partition: string, account: string): string =>
  text.replace('arn:P:', `arn:${partition}:`).replaceAll(':A:', `:${account}:`);

/** Operators with a key, values that the policy may have and values that the request may have. */
const CONDITIONS: readonly (readonly [
  string,
  string,
  readonly (string | readonly string[])[],
  readonly (string | readonly string[])[],
])[] = [
  ['StringEquals', 'aws:PrincipalTag/team', ['reports', ['blue', 'red'], 'Blue'], ['reports', 'blue']],
  ['StringNotEquals', 'aws:PrincipalTag/team', ['reports', ['blue', 'red']], ['reports', 'blue']],
  ['StringEqualsIgnoreCase', 'aws:PrincipalTag/team', ['BLUE', ['Reports', 'x']], ['reports', 'blue']],
  ['StringNotEqualsIgnoreCase', 'aws:PrincipalTag/team', ['BLUE', ['Reports', 'x']], ['reports', 'blue']],
  ['StringLike', 'aws:PrincipalTag/team', ['b*', ['r?ports', 'x*'], '*'], ['reports', 'blue']],
  ['StringNotLike', 'aws:PrincipalTag/team', ['b*', ['r?ports', 'x*']], ['reports', 'blue']],
  [
    'StringEquals',
    'aws:RequestedRegion',
    ['eu-central-1', ['eu-west-1', 'eu-central-1']],
    ['eu-central-1', 'us-west-2'],
  ],
  [
    'StringNotEquals',
    'aws:RequestedRegion',
    ['eu-central-1', ['eu-west-1', 'eu-central-1']],
    ['eu-central-1', 'us-west-2'],
  ],
  ['StringEquals', 'aws:SourceIdentity', ['${aws:PrincipalTag/team}', 'blue'], ['reports', 'blue']],
  ['StringNotEquals', 'aws:SourceIdentity', ['${aws:PrincipalTag/team}'], ['reports', 'blue']],
  ['NumericLessThan', 'aws:MultiFactorAuthAge', ['300', '300.5'], ['299', '300', '3600']],
  ['NumericLessThanEquals', 'aws:MultiFactorAuthAge', ['300'], ['299', '300', '3600']],
  ['NumericGreaterThan', 'aws:MultiFactorAuthAge', ['300'], ['299', '300', '3600']],
  ['NumericGreaterThanEquals', 'aws:MultiFactorAuthAge', ['300', ['300', '5000']], ['299', '300', '3600']],
  ['NumericEquals', 'aws:MultiFactorAuthAge', ['300', ['299', '3600']], ['299', '300', '3600']],
  ['NumericNotEquals', 'aws:MultiFactorAuthAge', ['300', ['299', '3600']], ['299', '300', '3600']],
  [
    'DateLessThan',
    'aws:CurrentTime',
    ['2026-01-01T00:00:00Z'],
    ['2025-12-31T23:59:59Z', '2026-01-01T00:00:00Z', '2026-06-01T12:00:00Z'],
  ],
  [
    'DateLessThanEquals',
    'aws:CurrentTime',
    ['2026-01-01T00:00:00Z'],
    ['2025-12-31T23:59:59Z', '2026-01-01T00:00:00Z', '2026-06-01T12:00:00Z'],
  ],
  [
    'DateGreaterThan',
    'aws:TokenIssueTime',
    ['2026-01-01T00:00:00Z'],
    ['2025-12-31T23:59:59Z', '2026-01-01T00:00:00Z', '2026-06-01T12:00:00Z'],
  ],
  [
    'DateGreaterThanEquals',
    'aws:CurrentTime',
    ['2026-01-01T00:00:00Z'],
    ['2025-12-31T23:59:59Z', '2026-01-01T00:00:00Z', '2026-06-01T12:00:00Z'],
  ],
  ['DateEquals', 'aws:CurrentTime', ['2026-01-01T00:00:00Z'], ['2026-01-01T00:00:00Z', '2026-06-01T12:00:00Z']],
  ['DateNotEquals', 'aws:CurrentTime', ['2026-01-01T00:00:00Z'], ['2026-01-01T00:00:00Z', '2026-06-01T12:00:00Z']],
  ['Bool', 'aws:SecureTransport', ['true', 'false'], ['true', 'false']],
  ['Bool', 'aws:MultiFactorAuthPresent', ['true', 'false'], ['true', 'false']],
  [
    'IpAddress',
    'aws:SourceIp',
    ['203.0.113.0/24', ['198.51.100.7', '203.0.113.64/26'], '2001:db8::/32'],
    ['203.0.113.9', '198.51.100.7', '192.0.2.1', '2001:db8::1'],
  ],
  [
    'NotIpAddress',
    'aws:SourceIp',
    ['203.0.113.0/24', ['198.51.100.7', '203.0.113.64/26']],
    ['203.0.113.9', '198.51.100.7', '192.0.2.1'],
  ],
  [
    'ArnEquals',
    'aws:SourceArn',
    ['arn:aws:sns:*:111111111111:topic', 'arn:aws:sns:eu-central-1:111111111111:t?pic'],
    ['arn:aws:sns:eu-central-1:111111111111:topic', 'arn:aws:sns:eu-central-1:222222222222:topic'],
  ],
  [
    'ArnLike',
    'aws:SourceArn',
    ['arn:aws:sns:*:111111111111:*', ['arn:aws:s3:::x', 'arn:aws:sns:*:*:topic']],
    ['arn:aws:sns:eu-central-1:111111111111:topic', 'arn:aws:sns:eu-central-1:222222222222:other:x'],
  ],
  [
    'ArnNotEquals',
    'aws:SourceArn',
    ['arn:aws:sns:*:111111111111:topic'],
    ['arn:aws:sns:eu-central-1:111111111111:topic', 'arn:aws:sns:eu-central-1:222222222222:topic'],
  ],
  [
    'ArnNotLike',
    'aws:SourceArn',
    ['arn:aws:sns:*:111111111111:*'],
    ['arn:aws:sns:eu-central-1:111111111111:topic', 'arn:aws:sns:eu-central-1:222222222222:topic'],
  ],
  ['Null', 'aws:TokenIssueTime', ['true', 'false'], ['2026-01-01T00:00:00Z']],
  ['Null', 'aws:PrincipalTag/team', ['true', 'false'], ['reports', 'blue']],
  ['ForAllValues:StringEquals', 'aws:TagKeys', [['a', 'b'], 'a'], [['a'], ['a', 'b'], ['a', 'c'], ['c']]],
  ['ForAnyValue:StringEquals', 'aws:TagKeys', [['a', 'b'], 'a'], [['a'], ['a', 'b'], ['a', 'c'], ['c']]],
  ['ForAllValues:StringLike', 'aws:TagKeys', [['a*', 'b'], '?'], [['a'], ['ab', 'b'], ['a', 'c'], ['cc']]],
  ['ForAnyValue:StringLike', 'aws:TagKeys', [['a*', 'b'], '?'], [['a'], ['ab', 'b'], ['a', 'c'], ['cc']]],
  ['ForAllValues:StringNotEquals', 'aws:TagKeys', [['a', 'b'], 'a'], [['a'], ['a', 'b'], ['a', 'c'], ['c']]],
  ['ForAnyValue:StringNotEquals', 'aws:TagKeys', [['a', 'b'], 'a'], [['a'], ['a', 'b'], ['a', 'c'], ['c']]],
  [
    'ForAnyValue:StringLike',
    'aws:PrincipalOrgPaths',
    ['o-a1b2c3d4e5/r-ab12/*', 'o-zzzzzzzzzz/*'],
    [['o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/']],
  ],
];

/** Draws requests and policies such that every element matters in many of them. */
export class Generator {
  constructor(private readonly random: () => number) {}

  sample(): Sample {
    const sample = this.draw();
    const { principal, action } = sample.request;
    // a root user takes no role, whatever policies say: that is decided by hand, and the oracle looks at policies alone
    return principal.kind === 'root' && action === 'sts:AssumeRole' ? this.sample() : sample;
  }

  private draw(): Sample {
    const partition = this.chance(0.2) ? 'aws-cn' : 'aws';
    const account = this.chance(0.25) ? THERE : HERE;
    const drawn = this.pick(TARGETS);
    const principal = this.principal(partition);
    const resource = { arn: drawn.arn(partition, account), account };
    const mayHaveIdentity = 'account' in principal;
    const documents: Documents = {
      identity:
        mayHaveIdentity && principal.kind !== 'root'
          ? this.many(2, () => this.document(drawn, partition, account, 'identity', 0.2))
          : [],
      ...(mayHaveIdentity &&
        principal.kind !== 'root' &&
        this.chance(0.3) && { boundary: this.document(drawn, partition, account, 'identity', 0.1) }),
      ...(principal.kind === 'role-session' &&
        this.chance(0.3) && { session: this.document(drawn, partition, account, 'identity', 0.1) }),
      ...(this.needsResourcePolicy(drawn.action) || this.chance(0.4)
        ? hasPolicy(drawn.action) && { resource: this.document(drawn, partition, account, 'resource', 0.15, principal) }
        : {}),
      ...(this.chance(0.15) && { endpoint: this.document(drawn, partition, account, 'endpoint', 0.1) }),
      serviceControl: mayHaveIdentity && this.chance(0.5) ? this.levels(drawn, partition, account, 'scp') : [],
      resourceControl: isReached(drawn.action) && this.chance(0.3) ? this.levels(drawn, partition, account, 'rcp') : [],
    };
    return { request: { principal, action: drawn.action, resource, context: this.context(principal) }, documents };
  }

  private principal(partition: string): Principal {
    const iam = `arn:${partition}:iam::${HERE}`;
    const sts = `arn:${partition}:sts::${HERE}`;
    return this.pick<Principal>([
      { kind: 'user', arn: `${iam}:user/ann`, account: HERE },
      { kind: 'user', arn: `${iam}:user/ann`, account: HERE },
      { kind: 'role-session', arn: `${sts}:assumed-role/writer/ann`, roleArn: `${iam}:role/writer`, account: HERE },
      { kind: 'role-session', arn: `${sts}:assumed-role/writer/ann`, roleArn: `${iam}:role/writer`, account: HERE },
      { kind: 'role-session', arn: `${sts}:assumed-role/writer/ann`, roleArn: `${iam}:role/writer`, account: HERE },
      { kind: 'root', arn: `${iam}:root`, account: HERE },
      { kind: 'service', name: 'sns.amazonaws.com' },
    ]);
  }

  /** Everything that both evaluators are told of the request; ours derives some of it by itself. */
  private context(principal: Principal): Record<string, string | readonly string[]> {
    const drawn = CONDITIONS.filter(() => this.chance(0.5)).map(([, key, , given]) => [key, this.pick(given)] as const);
    const own: Record<string, string> =
      'account' in principal
        ? {
            'aws:PrincipalAccount': principal.account,
            'aws:PrincipalArn': principal.kind === 'role-session' ? principal.roleArn : principal.arn,
          }
        : {};
    return { ...Object.fromEntries(drawn), ...own };
  }

  private needsResourcePolicy(action: string): boolean {
    return action.startsWith('kms:') || action === 'sts:AssumeRole';
  }

  private levels(drawn: Target, partition: string, account: string, kind: 'scp' | 'rcp') {
    const open = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    return ['r-ab12', 'Production', 'account'].map((node) => ({
      node,
      documents: [
        ...(kind === 'scp' && this.chance(0.85) ? [open] : []),
        ...(this.chance(0.4) ? [this.document(drawn, partition, account, kind, kind === 'rcp' ? 1 : 0.6)] : []),
      ],
    }));
  }

  private document(
    drawn: Target,
    partition: string,
    account: string,
    kind: string,
    denying: number,
    principal?: Principal,
  ): Document {
    const Statement = [1, 2].slice(0, this.chance(0.4) ? 2 : 1).map(() => {
      const effect = this.chance(denying) ? 'Deny' : 'Allow';
      return {
        Effect: effect,
        ...this.action(drawn, kind),
        ...this.resource(drawn, partition, account, kind),
        ...((kind === 'rcp' || kind === 'endpoint') && { Principal: '*' }),
        ...(kind === 'resource' && this.principalElement(partition, principal, effect)),
        ...(this.chance(effect === 'Deny' ? 0.7 : 0.35) && { Condition: this.conditions() }),
      };
    });
    return { Version: '2012-10-17', Statement };
  }

  private action(drawn: Target, kind: string): object {
    const values = this.chance(0.3)
      ? [this.pick(drawn.actionPatterns), 'sns:Publish']
      : this.pick(drawn.actionPatterns);
    if (kind === 'rcp') return { Action: drawn.action };
    return this.chance(0.12) ? { NotAction: values } : { Action: values };
  }

  private resource(drawn: Target, partition: string, account: string, kind: string): object {
    if (drawn.action === 'sts:AssumeRole' && kind === 'resource') return {};
    if (drawn.action.startsWith('kms:') && kind === 'resource') return { Resource: '*' };
    const draw = (): string => spelt(this.pick(drawn.patterns), partition, account);
    const values = this.chance(0.3) ? [draw(), draw()] : draw();
    return this.chance(0.12) ? { NotResource: values } : { Resource: values };
  }

  private principalElement(partition: string, principal: Principal | undefined, effect: string): object {
    const own = principal && 'arn' in principal ? [principal.arn] : [];
    const role = principal?.kind === 'role-session' ? [principal.roleArn] : [];
    const account = [HERE, `arn:${partition}:iam::${HERE}:root`];
    if (effect === 'Deny' && own.length > 0 && this.chance(0.15)) {
      const all = { AWS: [...own, ...role, account[1]] };
      return { NotPrincipal: this.chance(0.5) ? all : { AWS: `arn:${partition}:iam::${THERE}:root` } };
    }
    return {
      Principal: this.pick<unknown>([
        '*',
        { AWS: '*' },
        ...own.map((AWS) => ({ AWS })),
        ...own.map((AWS) => ({ AWS })),
        ...role.map((AWS) => ({ AWS })),
        ...role.map((AWS) => ({ AWS })),
        ...account.map((AWS) => ({ AWS })),
        { AWS: [`arn:${partition}:iam::${THERE}:root`, `arn:${partition}:iam::${HERE}:user/bob`] },
        { Service: 'sns.amazonaws.com' },
        { Service: ['sns.amazonaws.com', 'lambda.amazonaws.com'], AWS: HERE },
      ]),
    };
  }

  private conditions(): object {
    const drawn = [1, 2].slice(0, this.chance(0.3) ? 2 : 1).map(() => {
      const [operator, key, wanted] = this.pick(CONDITIONS);
      const ifExists = operator !== 'Null' && this.chance(0.3) ? 'IfExists' : '';
      return [`${operator}${ifExists}`, { [key]: this.pick(wanted) }] as const;
    });
    return Object.fromEntries(drawn);
  }

  private many<Item>(upTo: number, make: () => Item): readonly Item[] {
    return Array.from({ length: 1 + Math.floor(this.random() * upTo) }, make);
  }

  private chance(probability: number): boolean {
    return this.random() < probability;
  }

  private pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.random() * items.length)] as Item;
  }
}

/** Services whose resources have policies of their own. */
const hasPolicy = (action: string): boolean => /^(s3|sqs|kms|sts|secretsmanager):/.test(action);

/** Services that both evaluators know resource control policies to reach. */
const isReached = (action: string): boolean => /^(s3|sqs|kms|sts|secretsmanager):/.test(action);
