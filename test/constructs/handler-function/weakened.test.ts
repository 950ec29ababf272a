import { Template as Assembled } from 'aws-cdk-lib/assertions';
import { HANDLERS } from '../../../constructs/handler-function/bundle';
import { awsRules } from '../../../constructs/nag/registry';
import { Estate, Template } from '../../../constructs/nag/template';
import { type Kind, survivors } from '../../compliance/mutation/survivors';
import { ACCOUNT, DEMANDS, stackOf } from '../../support/handler-stacks';
import { type Mutant, mutantsOf } from '../../support/mutants';
import { isAdverse, TracedEstate } from '../../support/traced-estate';

/** What may be weakened in a handler's template without a rule that fails, beside what `survivors` says of all templates. */
const OF_HANDLERS: Readonly<Record<string, readonly [Kind, string]>> = {
  'delete AWS::CloudWatch::Alarm EvaluationPeriods': ['refused', 'CloudFormation demands the number'],
  'delete AWS::CloudWatch::Alarm Period': ['refused', 'CloudWatch demands a period'],
  'delete AWS::Logs::MetricFilter FilterPattern': ['refused', 'CloudFormation demands the pattern'],
  'delete AWS::EC2::VPCEndpoint VpcId': ['refused', 'CloudFormation demands the network'],
  'delete AWS::EC2::SecurityGroup Tags': ['unrelated', 'the group of a network without endpoints, which opens nothing'],
  'remove AWS::EC2::VPCEndpoint': ['stricter', 'without its gateway a network reaches object storage no more'],
  'delete AWS::Events::EventBusPolicy Statement': [
    'refused',
    'EventBridge demands a statement, or an action with a principal',
  ],
  'drop-condition AWS::Events::EventBusPolicy Statement.Condition': [
    'gap',
    'the other account may then put events of any kind; that it is a named account is judged',
  ],
};

const keyOf = ({ operator, resource, property }: Mutant): string => `${operator} ${resource.type} ${property}`.trim();

const tried = HANDLERS.flatMap((handler) => {
  const document = Assembled.fromStack(stackOf[handler]('eu-central-1')).toJSON();
  const environment = { account: ACCOUNT, region: 'eu-central-1', partition: 'aws' };
  const estate = new TracedEstate(
    [Template.cloudFormation(document, { name: handler, environment, estate: new Estate(DEMANDS) })],
    awsRules,
  );
  return mutantsOf(estate).map((mutant) => ({
    handler,
    mutant,
    before: estate.judged.filter(({ verdict }) => isAdverse(verdict)).length,
    caught: estate.isNoticed(mutant.readers, mutant.change),
  }));
});

describe('weakening the templates of handlers', () => {
  test('begins with nothing that is found', () => {
    expect(tried.length).toBeGreaterThan(200);
    expect(tried.filter(({ before }) => before > 0)).toEqual([]);
  });

  test('makes a rule fail, or it is said why not', () => {
    const silent = new Set(tried.filter(({ caught }) => !caught).map(({ mutant }) => keyOf(mutant)));

    expect([...silent].filter((key) => !survivors[key] && !survivors[`${key} `] && !OF_HANDLERS[key])).toEqual([]);
  });

  test('gives every reason for something', () => {
    const silent = new Set(tried.filter(({ caught }) => !caught).map(({ mutant }) => keyOf(mutant)));

    expect(Object.keys(OF_HANDLERS).filter((key) => !silent.has(key))).toEqual([]);
  });
});
