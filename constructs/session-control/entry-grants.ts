import { allow, type Grant } from '../job-functions/grant';
import { CONTROL_ATTRIBUTES, sessionControlTable } from './names';

/** Where the table is: ARNs name it before it exists. `*` for any region. */
export interface ControlAddress {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly name: string;
}

export const controlTableArn = ({ partition, region, account, name }: ControlAddress): string =>
  `arn:${partition}:dynamodb:${region}:${account}:table/${sessionControlTable(name)}`;

/**
 * Who decides about sessions writes entries under its own identity, whole and new, and reads, changes and removes none. `ForAllValues` holds of
 * a request that names no keys at all, which the second condition refuses.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function entryGrants(address: ControlAddress): readonly Grant[] {
  const { partition, region, account } = address;
  return [
    allow('DecideAboutSessions', ['dynamodb:PutItem'], [controlTableArn(address)], {
      'ForAllValues:StringEquals': {
        'dynamodb:LeadingKeys': '${aws:userid}',
        'dynamodb:Attributes': [...CONTROL_ATTRIBUTES],
      },
      Null: { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' },
      StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' },
    }),
    allow('EndSessions', ['ssm:TerminateSession'], [`arn:${partition}:ssm:${region}:${account}:session/*`]),
  ];
}
