import { type Asker, administrator, isMember, ownerContext, type Party } from '../../../../lib/proofs/policy/askers';
import { type Call, callsOf, type Owner } from '../../../../lib/proofs/policy/attack';
import { ATTACKS } from '../../../../lib/proofs/policy/attacks';
import { ESCALATIONS } from '../../../../lib/proofs/policy/escalations';
import { evaluate } from '../../../../lib/proofs/policy/evaluate';
import type { Principal } from '../../../../lib/proofs/policy/model';
import { NEEDS } from '../../../../lib/proofs/policy/needs';
import { PERIMETER_ATTACKS } from '../../../../lib/proofs/policy/perimeter-attacks';
import { stagesIn } from '../../../../lib/proofs/policy/stage';
import { ACCOUNT_OF_AWS } from '../../../../lib/proofs/policy/trial';
import { type Document, estateOf, guardedTemplate } from './guarded';
import { oracleVerdict } from './oracle';
import { type Documents, policiesOf, type Sample } from './random-requests';

type PolicyDocument = Documents['identity'][number];

const documentOf = (statement: object): PolicyDocument => ({ Version: '2012-10-17', Statement: [statement] });

const FULL = documentOf({ Effect: 'Allow', Action: '*', Resource: '*' });
const OPEN = documentOf({ Effect: 'Allow', Action: '*', Resource: '*', Principal: '*' });
const TRUST = documentOf({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '*' } });

const SERVICE = { Service: 'delivery.logs.amazonaws.com' };
const SERVICE_OPEN = documentOf({ Effect: 'Allow', Action: '*', Resource: '*', Principal: SERVICE });
const SERVICE_TRUST = documentOf({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: SERVICE });

/** The oracle's data has two kinds of the same resource for these, and it decides on neither. */
const AMBIGUOUS: ReadonlySet<string> = new Set(['ec2-instance-connect:OpenTunnel']);

/** The oracle holds that nobody but IAM Identity Center changes its roles, and grants it to nobody, whatever policies say. */
const isReserved = ({ request }: Sample): boolean => request.resource.arn.includes(':role/aws-reserved/');

const contentsOf = (document: Document, type: string): readonly PolicyDocument[] =>
  Object.values(document.Resources)
    .filter(({ Type, Properties }) => Type === 'AWS::Organizations::Policy' && Properties['Type'] === type)
    .map(({ Properties }) => Properties['Content'] as PolicyDocument);

/** What a request says of its principal, which the oracle has to be told. */
const derived = (principal: Principal): Record<string, string> =>
  'account' in principal
    ? {
        'aws:PrincipalAccount': principal.account,
        'aws:PrincipalArn': principal.kind === 'role-session' ? principal.roleArn : principal.arn,
        'aws:PrincipalIsAWSService': 'false',
      }
    : { 'aws:PrincipalIsAWSService': 'true' };

/** What is open across accounts, and what a key or a role leaves to its account. */
function resourcePolicyFor(call: Call, principal: Principal, owner: string): { readonly resource?: PolicyDocument } {
  if (call.action === 'sts:AssumeRole') return { resource: principal.kind === 'service' ? SERVICE_TRUST : TRUST };
  const isOwn = 'account' in principal && principal.account === owner;
  return call.resourcePolicy === 'key' || !isOwn
    ? { resource: principal.kind === 'service' ? SERVICE_OPEN : OPEN }
    : {};
}

/**
 * The oracle knows the Service Authorization Reference: it refuses actions that do not exist, resources that an action does
 * not take, and leaves out condition keys that an action does not have.
 */
describe.each(['aws', 'aws-cn'] as const)('iam-simulate decides as we do in %s', (partition) => {
  const template = guardedTemplate(partition);
  const estate = estateOf(template, partition);
  const [stage] = stagesIn(estate);
  if (!stage) throw new Error('the template makes no organization');
  const { scene, parties } = stage;
  const ownerOf = (owner: Owner): string => (owner === 'aws' ? ACCOUNT_OF_AWS : scene[owner]);

  const samplesOf = (call: Call, by: Party | 'administrator' = 'administrator'): readonly Sample[] =>
    (by === 'administrator' ? [administrator(scene)] : parties[by]).flatMap((asker) =>
      call.resources.map((resource) => sampleOf(call, resource, asker)),
    );

  const sampleOf = (call: Call, resource: string, { principal, context }: Asker): Sample => {
    // documents of AWS itself have no account in their ARN, which the oracle insists on
    const arn = scene.fill(resource).replace('::document/', `:${scene.account}:document/`);
    const owner = call.owner === undefined ? arn.split(':')[4] || scene.account : ownerOf(call.owner);
    const given = Object.entries(call.context ?? {}).map(([key, value]) => [
      key,
      typeof value === 'string' ? scene.fill(value) : value.map(scene.fill),
    ]);
    const member = isMember(principal, scene);
    const inside = ownerContext(owner, scene);
    return {
      request: {
        principal,
        action: call.action,
        resource: { arn, account: owner },
        context: {
          'aws:RequestedRegion': scene.region,
          'aws:ResourceAccount': owner,
          ...derived(principal),
          ...context,
          ...inside,
          ...Object.fromEntries(given),
        },
      },
      documents: {
        identity: [FULL],
        serviceControl: member
          ? [{ node: 'r-ab12', documents: [FULL, ...contentsOf(template, 'SERVICE_CONTROL_POLICY')] }]
          : [],
        resourceControl:
          'aws:ResourceOrgID' in inside
            ? [{ node: 'r-ab12', documents: contentsOf(template, 'RESOURCE_CONTROL_POLICY') }]
            : [],
        ...resourcePolicyFor(call, principal, owner),
      },
    };
  };

  const calls = [...ATTACKS, ...ESCALATIONS, ...PERIMETER_ATTACKS]
    .filter(({ partitions = [partition] }) => partitions.includes(partition))
    .filter(({ needs }) => needs === undefined || NEEDS[needs].isMet(stage))
    .flatMap(({ attempts, harmless, by }) => [
      ...attempts.flatMap(callsOf).flatMap((call) => samplesOf(call, by)),
      ...harmless.flatMap(callsOf).flatMap((call) => samplesOf(call, call.by)),
    ]);
  const name = ({ request }: Sample): string => `${request.action} on ${request.resource.arn}`;

  test.each(
    calls
      .filter((sample) => !AMBIGUOUS.has(sample.request.action) && !isReserved(sample))
      .map((sample) => [name(sample), sample] as const),
  )('on %s', async (_, sample) => {
    const ours = evaluate(sample.request, policiesOf(sample.documents));

    expect(await oracleVerdict(sample)).toBe(ours.verdict);
  });

  test.each(calls.filter(isReserved).map((sample) => [name(sample), sample] as const))(
    'though by itself on %s',
    async (_, sample) => {
      expect(evaluate(sample.request, policiesOf(sample.documents)).verdict).toBe('explicitDeny');
      expect(await oracleVerdict(sample)).not.toBe('allowed');
    },
  );

  test.each(
    calls.filter(({ request }) => AMBIGUOUS.has(request.action)).map((sample) => [name(sample), sample] as const),
  )('and cannot decide on %s', async (_, sample) => {
    await expect(oracleVerdict(sample)).rejects.toThrow('multiple.resource.types');
  });
});
