import { Stack, Token } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { KeyUse } from '../purpose-key/key-use';
import { PurposeKey } from '../purpose-key/purpose-key';
import { meets } from '../standard';

/** Alarms of the account; what every topic of the landing zone hears of. */
const ALARMS = 'cloudwatch.amazonaws.com';

/** What an `AlertTopic` needs to know. */
export interface AlertTopicProps {
  /** The landing zone's name. */
  readonly name: string;

  /** What is told, such as `logs`: the topic is `<name>-<subject>-alerts`. One topic a subject, account and region. */
  readonly subject: string;

  /** Who is on call. Each address is asked once to confirm; nothing reaches it before. */
  readonly emails: readonly string[];

  /**
   * Services that publish, on behalf of this account only.
   * @default ['cloudwatch.amazonaws.com']
   */
  readonly publishers?: readonly string[];

  /**
   * The key that encrypts messages. Its policy must let the publishers use it: `KeyUse.publishing`.
   * @default - a key of its own, `alias/<name>/<subject>-alerts`
   */
  readonly key?: IKey;
}

/**
 * A topic that reaches the people on call: under a customer key, TLS only, open to named services of this account.
 *
 * EventBridge and S3 are no publishers here unless named. AWS Config cannot publish to an encrypted topic at all.
 *
 * Meets `8.6/log-alerting#alert-delivery` for one of the two channels that it wants.
 *
 * @throws when nobody is on call, or an address is none.
 */
export class AlertTopic extends Construct {
  readonly topic: Topic;
  /** Undefined where a key was given. */
  readonly key: PurposeKey | undefined;
  /** One a person on call, in their order. */
  readonly subscriptions: readonly CfnSubscription[];

  constructor(scope: Construct, id: string, props: AlertTopicProps) {
    super(scope, id);
    const { name, subject, emails, publishers = [ALARMS] } = props;
    requireEmails(emails, this.node.path);

    this.key = props.key
      ? undefined
      : new PurposeKey(this, 'Key', {
          name,
          purpose: `${subject}-alerts`,
          uses: [KeyUse.publishing(...publishers)],
        });
    this.topic = new Topic(this, 'Topic', {
      topicName: `${name}-${subject}-alerts`,
      displayName: `${name} ${subject}`,
      masterKey: props.key ?? this.key?.key,
      enforceSSL: true,
    });
    this.admit(publishers);
    this.subscriptions = emails.map((email, index) => this.subscribe(email, `OnCall${index + 1}`));

    meets(
      this.topic,
      '8.6/log-alerting#alert-delivery',
      '8.4/encryption-at-rest#customer-managed-keys',
      '8.4/encryption-in-transit#stores-refuse-plaintext',
      '8.3/interface-security#message-and-event-interfaces',
    );
  }

  private admit(services: readonly string[]): void {
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ServicesPublish',
        principals: services.map((service) => new ServicePrincipal(service)),
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }

  private subscribe(endpoint: string, id: string): CfnSubscription {
    return new CfnSubscription(this, id, { topicArn: this.topic.topicArn, protocol: 'email', endpoint });
  }
}

function requireEmails(emails: readonly string[], path: string): void {
  if (emails.length === 0) {
    throw new Error(
      `${path}: nobody is on call, and 8.6/log-alerting#alert-delivery wants an alert to reach a person. Give an e-mail address.`,
    );
  }
  const wrong = emails.find((email) => !Token.isUnresolved(email) && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email));
  if (wrong === undefined) return;
  throw new Error(
    `${path}: '${wrong}' is no e-mail address, and 8.6/log-alerting#alert-delivery wants an alert to reach a person. Correct it.`,
  );
}
