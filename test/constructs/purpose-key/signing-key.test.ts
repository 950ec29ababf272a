import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { verdictOf } from '../../../constructs/nag/rule';
import { kmsDeletionWindow } from '../../../constructs/nag/rules/keys/kms-deletion-window';
import { kmsDutySeparation } from '../../../constructs/nag/rules/keys/kms-duty-separation';
import { kmsKeyRotation } from '../../../constructs/nag/rules/keys/kms-key-rotation';
import { kmsNoOpenPolicy } from '../../../constructs/nag/rules/keys/kms-no-open-policy';
import { Template as Judged } from '../../../constructs/nag/template';
import { SigningKey, type SigningKeyProps } from '../../../constructs/purpose-key/signing-key';

const ACCOUNT = '111111111111';

function synthesized(props: Partial<SigningKeyProps> = {}, region = 'eu-west-1'): Template {
  const stack = new Stack(new App(), 'Operations', { env: { account: ACCOUNT, region } });
  new SigningKey(stack, 'Key', { name: 'acme', purpose: 'recordings', signers: ['acme-bastion-*'], ...props });
  return Template.fromStack(stack);
}

const statement = (sid: string, expected: object) => ({
  KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Sid: sid, ...expected })]) },
});

describe('SigningKey', () => {
  test('signs digests over P-256, and outlives its stack', () => {
    synthesized().hasResource('AWS::KMS::Key', {
      Properties: { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY', PendingWindowInDays: 30 },
      DeletionPolicy: 'Retain',
    });
    synthesized().hasResourceProperties('AWS::KMS::Alias', { AliasName: 'alias/acme/recordings' });
  });

  test('8.4/encryption-at-rest#key-duty-separation: lets the named roles sign and nobody else, administrators least', () => {
    const template = synthesized();

    template.hasResourceProperties(
      'AWS::KMS::Key',
      statement('RolesSign', {
        Action: 'kms:Sign',
        Condition: Match.objectLike({
          StringEquals: {
            'kms:CallerAccount': ACCOUNT,
            'kms:MessageType': 'DIGEST',
            'kms:SigningAlgorithm': 'ECDSA_SHA_256',
          },
        }),
      }),
    );
    expect(JSON.stringify(template.toJSON()).match(/kms:Sign"/g)).toHaveLength(1);
  });

  test.each([
    ['of the account', {}, { 'aws:PrincipalAccount': [ACCOUNT] }],
    [
      'of the organization',
      { verifiers: { organizationId: 'o-a1b2c3d4e5' } },
      { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
    ],
  ])('gives its public key to identities %s', (_, props, condition) => {
    synthesized(props).hasResourceProperties(
      'AWS::KMS::Key',
      statement('PublicKeyIsRead', {
        Action: ['kms:DescribeKey', 'kms:GetPublicKey'],
        Condition: { StringEquals: condition },
      }),
    );
  });

  test.each(['eu-west-1', 'cn-north-1'])('is a key as the rules want it in %s', (region) => {
    const judged = Judged.cloudFormation(synthesized({}, region).toJSON(), {
      environment: { partition: region.startsWith('cn-') ? 'aws-cn' : 'aws', account: ACCOUNT, region },
    });
    const [key] = judged.ofType('AWS::KMS::Key');
    const outcomes = [kmsDeletionWindow, kmsDutySeparation, kmsNoOpenPolicy, kmsKeyRotation].map(
      (rule) => key && verdictOf(rule, key).outcome,
    );

    expect(outcomes).toEqual(['compliant', 'compliant', 'compliant', 'not-applicable']);
  });

  test('throws when nobody may sign', () => {
    expect(() => synthesized({ signers: [] })).toThrow(
      'nobody may sign recordings; 8.4/encryption-at-rest#key-duty-separation',
    );
  });

  test('throws when those who verify are no organization', () => {
    expect(() => synthesized({ verifiers: { organizationId: 'acme' } })).toThrow(
      "'acme' is no organization or account",
    );
  });
});
