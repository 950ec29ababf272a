import { type Call, callsOf } from '../../../../lib/proofs/policy/attack';
import { ATTACKS } from '../../../../lib/proofs/policy/attacks';
import { ESCALATIONS } from '../../../../lib/proofs/policy/escalations';
import { organizationsIn } from '../../../../lib/proofs/policy/estate';
import { evaluate } from '../../../../lib/proofs/policy/evaluate';
import type { Principal } from '../../../../lib/proofs/policy/model';
import { type Scene, sceneOf } from '../../../../lib/proofs/policy/scene';
import { type Document, estateOf, guardedTemplate } from './guarded';
import { oracleVerdict } from './oracle';
import { type Documents, policiesOf, type Sample } from './random-requests';

type PolicyDocument = Documents['identity'][number];

const documentOf = (statement: object): PolicyDocument => ({ Version: '2012-10-17', Statement: [statement] });

const FULL = documentOf({ Effect: 'Allow', Action: '*', Resource: '*' });
const OPEN = documentOf({ Effect: 'Allow', Action: '*', Resource: '*', Principal: '*' });
const TRUST = documentOf({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '*' } });

/** The oracle's data has two kinds of the same resource for these, and it decides on neither. */
const AMBIGUOUS: ReadonlySet<string> = new Set(['ec2-instance-connect:OpenTunnel']);

/** The oracle holds that nobody but IAM Identity Center changes its roles, and grants it to nobody, whatever policies say. */
const isReserved = ({ request }: Sample): boolean => request.resource.arn.includes(':role/aws-reserved/');

const contentsOf = (document: Document): readonly PolicyDocument[] =>
  Object.values(document.Resources)
    .filter(({ Type }) => Type === 'AWS::Organizations::Policy')
    .map(({ Properties }) => Properties['Content'] as PolicyDocument);

function principalIn({ partition, account }: Scene, by: 'administrator' | 'root' = 'administrator') {
  const iam = `arn:${partition}:iam::${account}`;
  const administrator: Principal = {
    kind: 'role-session',
    arn: `arn:${partition}:sts::${account}:assumed-role/orders-administrator/x`,
    roleArn: `${iam}:role/orders-administrator`,
    account,
  };
  const root: Principal = { kind: 'root', arn: `${iam}:root`, account };
  return by === 'root' ? { principal: root, arn: root.arn } : { principal: administrator, arn: administrator.roleArn };
}

/**
 * The oracle knows the Service Authorization Reference: it refuses actions that do not exist, resources that an action does
 * not take, and leaves out condition keys that an action does not have.
 */
describe.each(['aws', 'aws-cn'] as const)('iam-simulate decides as we do in %s', (partition) => {
  const template = guardedTemplate(partition);
  const estate = estateOf(template, partition);
  const [organization] = organizationsIn(estate);
  if (!organization) throw new Error('the template makes no organization');
  const scene = sceneOf(estate, { organization, name: 'acme' });

  const samplesOf = (call: Call, by?: 'administrator' | 'root'): readonly Sample[] =>
    call.resources.map((resource) => {
      // documents of AWS itself have no account in their ARN, which the oracle insists on
      const arn = scene.fill(resource).replace('::document/', `:${scene.account}:document/`);
      const owner = arn.split(':')[4] || scene.account;
      const { principal, arn: principalArn } = principalIn(scene, by);
      const given = Object.entries(call.context ?? {}).map(([key, value]) => [
        key,
        typeof value === 'string' ? scene.fill(value) : value.map(scene.fill),
      ]);
      return {
        request: {
          principal,
          action: call.action,
          resource: { arn, account: owner },
          context: {
            'aws:RequestedRegion': scene.region,
            'aws:PrincipalAccount': scene.account,
            'aws:ResourceAccount': owner,
            'aws:PrincipalArn': principalArn,
            ...Object.fromEntries(given),
          },
        },
        documents: {
          identity: [FULL],
          serviceControl: [{ node: 'r-ab12', documents: [FULL, ...contentsOf(template)] }],
          resourceControl: [],
          ...(call.resourcePolicy === 'trust' && { resource: TRUST }),
          ...((call.resourcePolicy === 'key' || owner !== scene.account) && { resource: OPEN }),
        },
      };
    });

  const calls = [...ATTACKS, ...ESCALATIONS]
    .filter(({ partitions = [partition] }) => partitions.includes(partition))
    .flatMap((attack) => [
      ...attack.attempts.flatMap(callsOf).flatMap((call) => samplesOf(call, attack.by)),
      ...attack.harmless.flatMap(callsOf).flatMap((call) => samplesOf(call)),
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
