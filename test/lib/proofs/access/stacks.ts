import type { Demands } from '../../../../constructs/nag/demands';
import { Template } from '../../../../constructs/nag/template';
import { JudgedEstate, partitionOf } from '../../../../lib/evidence/estate';
import { AccessEstate } from '../../../../lib/proofs/access/access-estate';
import type { KnownOrganization } from '../../../../lib/proofs/access/places';
import type { AccessPrincipal } from '../../../../lib/proofs/access/principals';

export const HOME = '111111111111';
export const PRODUCTION = '222222222222';
export const SANDBOX = '333333333333';

type Resources = Readonly<Record<string, object>>;

/** A template that is deployed to one account. */
export interface Stack {
  readonly account: string;
  readonly resources: Resources;
  /** @default 'eu-central-1' */
  readonly region?: string;
}

export const resource = (Type: string, Properties: object = {}): object => ({ Type, Properties });

export const document = (...statements: readonly object[]): object => ({
  Version: '2012-10-17',
  Statement: statements,
});

export const allow = (Action: unknown, Resource: unknown = '*', rest: object = {}): object => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...rest,
});

export const deny = (Action: unknown, Resource: unknown = '*', rest: object = {}): object => ({
  ...allow(Action, Resource, rest),
  Effect: 'Deny',
});

/** A statement of a trust or a resource policy. */
export const grant = (Principal: unknown, Action: unknown, Condition?: object): object => ({
  Effect: 'Allow',
  Principal,
  Action,
  ...(Condition && { Condition }),
});

/** The policy of a resource that grants everybody of an organization, or whoever is named. */
export const onAll = (statement: object): object => ({ ...statement, Resource: '*' });

export const role = (name: string, trust: readonly object[], statements: readonly object[] = [], rest: object = {}) =>
  resource('AWS::IAM::Role', {
    RoleName: name,
    AssumeRolePolicyDocument: document(...trust),
    ...(statements.length > 0 && { Policies: [{ PolicyName: 'own', PolicyDocument: document(...statements) }] }),
    ...rest,
  });

/** Stacks as they would be read from an assembly of this product. */
export function estateOfStacks(stacks: Readonly<Record<string, Stack>>, demands?: Demands): JudgedEstate {
  const estate = new JudgedEstate(demands);
  estate.ours = true;
  for (const [name, { account, resources, region = 'eu-central-1' }] of Object.entries(stacks)) {
    const partition = partitionOf(region);
    const environment = { partition, account, region };
    const template = Template.cloudFormation({ Resources: resources }, { name, environment, estate: estate.estate });
    estate.add(template, {
      cloud: 'aws',
      ...environment,
      stack: name,
      locate: (id) => ({ path: `${name}/${id}`, source: { file: `${name}.ts`, line: 7 } }),
      declarations: [],
    });
  }
  return estate;
}

export const ORGANIZATION: KnownOrganization = {
  id: 'o-exampleorg1',
  accounts: [
    { id: HOME, units: [] },
    { id: PRODUCTION, units: ['Production'] },
    { id: SANDBOX, units: ['Sandbox'] },
  ],
};

export const accessTo = (stacks: Readonly<Record<string, Stack>>, organization = ORGANIZATION): AccessEstate =>
  new AccessEstate(estateOfStacks(stacks), organization);

/** The one principal of a name. */
export function principalNamed({ principals }: AccessEstate, name: string): AccessPrincipal {
  const [found, ...more] = principals.filter((principal) => principal.name === name);
  if (!found || more.length > 0)
    throw new Error(`${principals.map((one) => one.name).join(', ')}: ${name} is not one of them`);
  return found;
}
