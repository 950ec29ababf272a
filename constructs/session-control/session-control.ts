import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { ManagedPolicy, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { DEPLOYERS } from '../handler-function/names';
import { actionsOf } from '../job-functions/grant';
import { functionRolePatterns } from '../job-functions/names';
import { KeyUse } from '../purpose-key/key-use';
import { meets } from '../standard';
import { controlTableArn, entryGrants } from './entry-grants';
import { CONTROL_INDEX, sessionControlTable } from './names';

/** What a `SessionControl` needs to know. */
export interface SessionControlProps {
  /** The landing zone's name, with which the names of what is made begin. */
  readonly name: string;

  /** Encrypts the table: `SessionControl.keyUses`. */
  readonly key: IKey;

  /**
   * Names of the roles, with their paths, in which people decide; `*` allowed. The same as for `keyUses`.
   * @default - those of the job function `session-moderator`
   */
  readonly moderators?: readonly string[];
}

/**
 * Where other people decide about sessions on the bastion: an approval, a watcher's sign of life, an end. Each entry stands under the identity
 * of who wrote it, which the table itself demands of everybody; nobody changes or removes one, and the service removes it after it has ended.
 * The recorder on the hosts reads it, and lets nothing happen that it cannot read.
 *
 * An identity may write its own entry anew: with an end that has passed, that withdraws it. What was decided at the time stands in the
 * recording, and every call in the trail where its data events are logged.
 */
export class SessionControl extends Construct {
  /**
   * What the table's key must allow: the hosts read, moderators write, deployment makes the table, each through DynamoDB, which uses the key
   * in the name of who calls.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
   */
  static keyUses(name: string, moderators = moderatorsOf(name)): readonly KeyUse[] {
    const roleNames = [`${name}-bastion-*`, ...moderators, DEPLOYERS];
    return [KeyUse.rolesThroughServices({ services: ['dynamodb'], roleNames })];
  }

  readonly table: CfnTable;
  /** For the roles of `moderators` that are made from no job function. */
  readonly moderation: ManagedPolicy;
  private readonly tableArn: string;

  constructor(scope: Construct, id: string, { name, key, moderators = moderatorsOf(name) }: SessionControlProps) {
    super(scope, id);
    const { partition, region, account } = Stack.of(this);
    const address = { partition, region, account, name };
    this.tableArn = controlTableArn(address);
    const roles = moderators.map((role) => `arn:${partition}:iam::${account}:role/${role}`);
    this.table = this.entries(name, key, refusals(this.tableArn, roles));
    this.moderation = new ManagedPolicy(this, 'Moderation', {
      managedPolicyName: `${name}-session-moderation-${region}`,
      description: 'Approving and ending sessions on the bastion, and saying that one watches them',
      statements: entryGrants(address).map((grant) => PolicyStatement.fromJson(grant)),
    });
    meets(this.moderation, '8.6/two-person#moderated-session');
  }

  /** Lets the hosts' role ask about a session; it writes nothing. */
  admitHosts(role: Role): void {
    role.addToPolicy(
      new PolicyStatement({
        sid: 'AskWhatOthersDecide',
        actions: ['dynamodb:Query'],
        resources: [this.tableArn, `${this.tableArn}/index/${CONTROL_INDEX}`],
      }),
    );
  }

  private entries(name: string, key: IKey, Statement: readonly object[]): CfnTable {
    const table = new CfnTable(this, 'Table', {
      tableName: sessionControlTable(name),
      billingMode: 'PAY_PER_REQUEST',
      attributeDefinitions: ['owner', 'entry', 'person'].map((attributeName) => ({
        attributeName,
        attributeType: 'S',
      })),
      keySchema: keys('owner', 'entry'),
      globalSecondaryIndexes: [
        { indexName: CONTROL_INDEX, keySchema: keys('person', 'entry'), projection: { projectionType: 'ALL' } },
      ],
      timeToLiveSpecification: { attributeName: 'until', enabled: true },
      sseSpecification: { sseEnabled: true, sseType: 'KMS', kmsMasterKeyId: key.keyArn },
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtectionEnabled: true,
      resourcePolicy: { policyDocument: { Version: '2012-10-17', Statement } },
    });
    table.applyRemovalPolicy(RemovalPolicy.RETAIN);
    meets(table, '8.6/two-person#moderated-session', '8.4/encryption-at-rest#customer-managed-keys');
    return table;
  }
}

const moderatorsOf = (name: string): readonly string[] => functionRolePatterns(name, 'session-moderator');

const keys = (hash: string, range: string): CfnTable.KeySchemaProperty[] => [
  { attributeName: hash, keyType: 'HASH' },
  { attributeName: range, keyType: 'RANGE' },
];

/**
 * What the table refuses to everybody, whatever their own policies say: to write in another's name, and to change or remove what stands; and
 * to all but moderators, to write at all.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html
 */
const refusals = (tableArn: string, moderators: readonly string[]): readonly object[] => [
  refusal('NobodyChangesOrRemoves', CHANGES, tableArn),
  refusal('OnlyModeratorsWrite', ['dynamodb:PutItem'], tableArn, {
    ArnNotLike: { 'aws:PrincipalArn': moderators },
  }),
  refusal('NobodyWritesForAnother', ['dynamodb:PutItem'], tableArn, {
    'ForAnyValue:StringNotEquals': { 'dynamodb:LeadingKeys': '${aws:userid}' },
  }),
  // a set of which nothing is known has no member that differs
  refusal('NobodyWritesUnderNoKey', ['dynamodb:PutItem'], tableArn, { Null: { 'dynamodb:LeadingKeys': 'true' } }),
];

const CHANGES = actionsOf('dynamodb', 'BatchWriteItem DeleteItem PartiQLDelete PartiQLInsert PartiQLUpdate UpdateItem');

const refusal = (Sid: string, Action: readonly string[], Resource: string, Condition?: object): object => ({
  Sid,
  Effect: 'Deny',
  Principal: '*',
  Action,
  Resource,
  ...(Condition && { Condition }),
});
