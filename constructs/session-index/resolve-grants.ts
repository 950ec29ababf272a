import { allow, type Grant } from '../job-functions/grant';
import { ACKNOWLEDGEMENT_ATTRIBUTES, PARTITION, sessionIndexName } from './names';

/** Where the index is: ARNs name it before it exists. `*` for any region or account. */
export interface IndexAddress {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly name: string;
}

/**
 * Who resolves gaps of the reconciliation reads gaps and acknowledgements, writes acknowledgements, and nothing else of the index. `ForAllValues`
 * holds of a request that names no keys at all, which the second condition refuses.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export function resolveGrants({ partition, region, account, name }: IndexAddress): readonly Grant[] {
  const table = `arn:${partition}:dynamodb:${region}:${account}:table/${sessionIndexName(name)}`;
  return [
    allow('SeeGaps', ['dynamodb:Query'], [table], {
      'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [PARTITION.gaps, PARTITION.acknowledged] },
      Null: { 'dynamodb:LeadingKeys': 'false' },
    }),
    allow('ResolveGaps', ['dynamodb:PutItem'], [table], {
      'ForAllValues:StringEquals': {
        'dynamodb:LeadingKeys': PARTITION.acknowledged,
        'dynamodb:Attributes': [...ACKNOWLEDGEMENT_ATTRIBUTES],
      },
      Null: { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' },
      StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' },
    }),
  ];
}
