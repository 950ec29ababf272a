import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Alias, Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { meets } from '../standard';
import { accountAdministers, DELETION_WINDOW } from './administration';
import { principalCondition, requireSenders, type Senders } from './senders';

/** What a `SigningKey` needs to know. */
export interface SigningKeyProps {
  /** The landing zone's name: the first part of the alias. */
  readonly name: string;

  /** What is signed, such as `recordings`: the second part of the alias. */
  readonly purpose: string;

  /** Names of the roles of this account that sign. `*` is allowed. Nobody else can. */
  readonly signers: readonly string[];

  /**
   * Whose identities may fetch the public key, which is no secret, if their IAM policies let them.
   * @default - those of the account
   */
  readonly verifiers?: Senders;
}

/**
 * A key pair that signs and whose private half never leaves KMS: ECDSA over P-256, for digests that SHA-256 has made. Who has the
 * public key verifies without AWS. It is slow to delete, outlives its stack, and is administered by others than those who sign.
 *
 * Its material cannot be changed for new one, as no asymmetric key's can.
 *
 * @throws when nobody may sign, or verifiers are no organization or accounts.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/symmetric-asymmetric.html
 */
export class SigningKey extends Construct {
  readonly key: Key;
  readonly alias: Alias;

  constructor(scope: Construct, id: string, props: SigningKeyProps) {
    super(scope, id);
    const verifiers = props.verifiers ?? { accounts: [Stack.of(this).account] };
    requireSenders(verifiers, this.node.path);
    requireSigners(props, this.node.path);

    this.key = new Key(this, 'Key', {
      description: `${props.name}: signs ${props.purpose}`,
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      pendingWindow: DELETION_WINDOW,
      removalPolicy: RemovalPolicy.RETAIN,
      policy: new PolicyDocument({
        statements: [accountAdministers(), this.signing(props.signers), publicKeyFor(verifiers)],
      }),
    });
    this.alias = this.key.addAlias(`alias/${props.name}/${props.purpose}`);
    meets(
      this.key,
      '8.4/encryption-at-rest#key-deletion-protection',
      '8.4/encryption-at-rest#key-duty-separation',
      '8.2/no-excess-access#separation-of-duties',
    );
  }

  private signing(signers: readonly string[]): PolicyStatement {
    const { partition, account } = Stack.of(this);
    return new PolicyStatement({
      sid: 'RolesSign',
      principals: [new AnyPrincipal()],
      actions: ['kms:Sign'],
      resources: ['*'],
      conditions: {
        StringEquals: {
          'kms:CallerAccount': account,
          'kms:MessageType': 'DIGEST',
          'kms:SigningAlgorithm': 'ECDSA_SHA_256',
        },
        ArnLike: { 'aws:PrincipalArn': signers.map((name) => `arn:${partition}:iam::${account}:role/${name}`) },
      },
    });
  }
}

const publicKeyFor = (verifiers: Senders): PolicyStatement =>
  new PolicyStatement({
    sid: 'PublicKeyIsRead',
    principals: [new AnyPrincipal()],
    actions: ['kms:DescribeKey', 'kms:GetPublicKey'],
    resources: ['*'],
    conditions: { StringEquals: principalCondition(verifiers) },
  });

function requireSigners({ signers, purpose }: SigningKeyProps, path: string): void {
  if (signers.length > 0) return;
  throw new Error(
    `${path}: nobody may sign ${purpose}; 8.4/encryption-at-rest#key-duty-separation separates the use of a key from its administration, which alone the account has. Name the roles that sign.`,
  );
}
