import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Alias, type CfnKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { meets } from '../standard';
import { accountAdministers, DELETION_WINDOW } from './administration';
import type { KeyUse } from './key-use';

/** KMS accepts rotation periods from 90 days; the standard's records need new material at least once a year. */
const SHORTEST_ROTATION = Duration.days(90);
const LONGEST_ROTATION = Duration.days(365);

/** What a `PurposeKey` needs to know. */
export interface PurposeKeyProps {
  /** The landing zone's name: the first part of the alias. */
  readonly name: string;

  /** What the key is for, such as `logs`: the second part of the alias. One key serves one purpose. */
  readonly purpose: string;

  /**
   * Who may use the key, and for what. Nobody else can: neither the account's administrators nor an IAM policy that
   * allows `kms:*`.
   * @example [KeyUse.cloudTrail(trailArn), KeyUse.logDelivery({ organizationId })]
   */
  readonly uses: readonly KeyUse[];

  /**
   * How long the same material encrypts. From 90 to 365 days.
   * @default Duration.days(365)
   */
  readonly rotationPeriod?: Duration;

  /**
   * What people read beside the key.
   * @default - the landing zone and the purpose
   */
  readonly description?: string;
}

/**
 * A customer key for one purpose: rotated, slow to delete, and with its administration separated from its use.
 *
 * The account's IAM policies decide who administers the key, so that nobody is locked out; they can never allow its use,
 * since the account's statement holds administration only. Who changes the key policy could still add a use: that is one
 * API call, `kms:PutKeyPolicy`, to be denied to all but the platform's role by the organization's guardrails.
 *
 * Meets `8.4/encryption-at-rest` for what it encrypts.
 *
 * @throws when nobody may use the key, or when `rotationPeriod` is out of bounds.
 */
export class PurposeKey extends Construct {
  /** An ARN that can be written down before the key exists, in any stack: keys' own ARNs are random. */
  static aliasArn(scope: Construct, at: KeyAddress): string {
    const { partition } = Stack.of(scope);
    const { region = Stack.of(scope).region, account = Stack.of(scope).account } = at;
    return `arn:${partition}:kms:${region}:${account}:${aliasName(at)}`;
  }

  readonly key: Key;
  /** It goes with the stack; the key stays. */
  readonly alias: Alias;
  /** `alias/<name>/<purpose>`. */
  readonly aliasName: string;
  /** The alias by which other stacks, regions and accounts know the key. */
  readonly aliasArn: string;

  constructor(scope: Construct, id: string, props: PurposeKeyProps) {
    super(scope, id);
    requireUse(props, this.node.path);
    requireRotation(props.rotationPeriod, this.node.path);

    this.key = new Key(this, 'Key', {
      description: props.description ?? `${props.name}: ${props.purpose}`,
      enableKeyRotation: true,
      pendingWindow: DELETION_WINDOW,
      removalPolicy: RemovalPolicy.RETAIN,
      policy: this.policy(props.uses),
    });
    // not a property of `Key`: that refuses a period where rotation is off, with an error of its own, and the gate would not see it
    (this.key.node.defaultChild as CfnKey).rotationPeriodInDays = (props.rotationPeriod ?? LONGEST_ROTATION).toDays();
    this.aliasName = aliasName(props);
    this.alias = this.key.addAlias(this.aliasName);
    this.aliasArn = PurposeKey.aliasArn(this, props);

    meets(
      this.key,
      '8.4/encryption-at-rest#key-per-class',
      '8.4/encryption-at-rest#key-rotation',
      '8.4/encryption-at-rest#key-deletion-protection',
      '8.4/encryption-at-rest#key-duty-separation',
      '8.2/no-excess-access#separation-of-duties',
    );
  }

  private policy(uses: readonly KeyUse[]): PolicyDocument {
    const statements = uses.flatMap((use) => use(Stack.of(this)));
    tellApart(statements);
    return new PolicyDocument({ statements: [accountAdministers(), ...statements] });
  }
}

/** One use may be named twice, as by two constructs that share the key; KMS wants every Sid once. */
function tellApart(statements: readonly PolicyStatement[]): void {
  const times = new Map<string, number>();
  for (const statement of statements) {
    const { sid = '' } = statement;
    const time = (times.get(sid) ?? 0) + 1;
    times.set(sid, time);
    if (time > 1) statement.sid = `${sid}${time}`;
  }
}

/** What an alias is known by. */
export interface KeyAddress {
  /** The landing zone's name. */
  readonly name: string;
  /** What the key is for, such as `logs`. */
  readonly purpose: string;
  /** @default - the stack's region */
  readonly region?: string;
  /** @default - the stack's account */
  readonly account?: string;
}

const aliasName = ({ name, purpose }: Pick<KeyAddress, 'name' | 'purpose'>): string => `alias/${name}/${purpose}`;

function requireUse({ uses, purpose }: PurposeKeyProps, path: string): void {
  if (uses.length > 0) return;
  throw new Error(
    `${path}: nobody may use the key for ${purpose}; 8.4/encryption-at-rest separates its use from its administration, which alone the account has. Name the uses.`,
  );
}

function requireRotation(period: Duration | undefined, path: string): void {
  if (!period || period.isUnresolved()) return;
  const days = period.toDays();
  if (days >= SHORTEST_ROTATION.toDays() && days <= LONGEST_ROTATION.toDays()) return;
  throw new Error(
    `${path}: a rotation period of ${days} days is outside the ${SHORTEST_ROTATION.toDays()} to ${LONGEST_ROTATION.toDays()} that 8.4/encryption-at-rest#key-rotation needs. Leave it out, or give one within.`,
  );
}
