import { evaluate } from '../../../../lib/proofs/policy/evaluate';
import type {
  Context,
  Decision,
  OrganizationLevel,
  Policies,
  Policy,
  Principal,
} from '../../../../lib/proofs/policy/model';
import { parsePolicy } from '../../../../lib/proofs/policy/parse';

export const HERE = '111111111111';
export const THERE = '222222222222';

export const USER: Principal = { kind: 'user', arn: `arn:aws:iam::${HERE}:user/ann`, account: HERE };
export const ROOT: Principal = { kind: 'root', arn: `arn:aws:iam::${HERE}:root`, account: HERE };
export const SESSION: Principal = {
  kind: 'role-session',
  arn: `arn:aws:sts::${HERE}:assumed-role/writer/ann`,
  roleArn: `arn:aws:iam::${HERE}:role/team/writer`,
  account: HERE,
};
export const FEDERATED_USER: Principal = {
  kind: 'federated-user',
  arn: `arn:aws:sts::${HERE}:federated-user/ann`,
  userArn: `arn:aws:iam::${HERE}:user/ann`,
  account: HERE,
};
export const SERVICE_LINKED: Principal = {
  kind: 'role-session',
  arn: `arn:aws:sts::${HERE}:assumed-role/AWSServiceRoleForConfig/x`,
  roleArn: `arn:aws:iam::${HERE}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
  account: HERE,
};
export const SERVICE: Principal = { kind: 'service', name: 'cloudtrail.amazonaws.com' };
export const ANYBODY: Principal = { kind: 'anonymous' };

export const OBJECT = 'arn:aws:s3:::box/reports/a.txt';
export const KEY = `arn:aws:kms:eu-central-1:${HERE}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

export type Statements = readonly object[];

export const policy = (name: string, ...statements: Statements): Policy =>
  parsePolicy({ Version: '2012-10-17', Statement: statements }, { name });

export const allow = (Action: unknown = '*', Resource: unknown = '*', rest: object = {}): object => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...rest,
});

export const deny = (Action: unknown = '*', Resource: unknown = '*', rest: object = {}): object => ({
  ...allow(Action, Resource, rest),
  Effect: 'Deny',
});

/** A grant of a resource policy. */
export const grantTo = (Principal: unknown, Action: unknown = '*', rest: object = {}): object =>
  allow(Action, '*', { Principal, ...rest });

/** Levels of an organization, each with the statements of its one policy. */
export const levels = (...perLevel: readonly Statements[]): readonly OrganizationLevel[] =>
  perLevel.map((statements, depth) => ({
    node: ['root', 'unit', 'account'][depth] ?? `unit-${depth}`,
    policies: [policy(`control-${depth}`, ...statements)],
  }));

export interface Asked {
  readonly by?: Principal;
  readonly action?: string;
  readonly resource?: string;
  /** @default the account of the principal */
  readonly owner?: string;
  readonly context?: Context;
  readonly undetermined?: readonly string[];
  readonly policies: Policies;
}

export const decided = ({
  by = USER,
  action,
  resource,
  owner = HERE,
  context,
  undetermined,
  policies,
}: Asked): Decision =>
  evaluate(
    {
      principal: by,
      action: action ?? 's3:GetObject',
      resource: { arn: resource ?? OBJECT, account: owner },
      ...(context && { context }),
      ...(undetermined && { undetermined }),
    },
    policies,
  );
