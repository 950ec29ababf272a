/** An application of a workload team, as files of a project of its own: it has the package and nothing of this repository. */
export const consumer: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: 'shop', version: '1.0.0', private: true, type: 'commonjs' }),

  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      target: 'ES2022',
      module: 'NodeNext',
      moduleResolution: 'NodeNext',
      strict: true,
      skipLibCheck: false,
      types: ['node'],
      outDir: 'built',
      rootDir: '.',
    },
    include: ['*.ts'],
  }),

  // compliant by default: nothing is said of encryption, rotation or deletion
  'compliant.ts': `
import { App, Stack, Tags, Validations } from 'aws-cdk-lib';
import { IsmsChecks, KeyUse, PurposeKey } from 'isms-landing-zone';

const app = new App({ outdir: 'compliant.out' });
const stack = new Stack(app, 'Shop', { env: { account: '111111111111', region: 'eu-central-1' } });
new PurposeKey(stack, 'Key', {
  name: 'shop',
  purpose: 'flow',
  uses: [KeyUse.logDelivery({ organizationId: 'o-abcdefghij' })],
});
Tags.of(stack).add('isms:data-class', 'internal');
Validations.of(app).addPlugins(new IsmsChecks());
app.synth();
`,

  // a handler of the package, whose code is to be there though neither the SDK nor esbuild is
  'handlers.ts': `
import { App, Stack, Tags, Validations } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { AlertTopic, ConcurrentUse, HandlerFunction, IsmsChecks, PurposeKey } from 'isms-landing-zone';

const app = new App({ outdir: 'handlers.out' });
const stack = new Stack(app, 'Shop', { env: { account: '111111111111', region: 'eu-central-1' } });
const { key } = new PurposeKey(stack, 'Key', { name: 'shop', purpose: 'handlers', uses: HandlerFunction.keyUses('shop') });
const { topic } = new AlertTopic(stack, 'Alerts', { name: 'shop', subject: 'identity', emails: ['a@example.com'] });
const logGroup = LogGroup.fromLogGroupName(stack, 'Trail', '/shop/trail');
new ConcurrentUse(stack, 'ConcurrentUse', { name: 'shop', logGroup, key, topic });
Tags.of(stack).add('isms:data-class', 'internal');
Validations.of(app).addPlugins(new IsmsChecks());
app.synth();
`,

  // a resource of the team's own that no construct made compliant
  'plain.ts': `
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { IsmsChecks } from 'isms-landing-zone/constructs/nag/isms-checks';

const app = new App({ outdir: 'plain.out' });
new Bucket(new Stack(app, 'Shop'), 'Uploads');
Validations.of(app).addPlugins(new IsmsChecks());
app.synth();
`,

  // asks for less than the standard does
  'weakened.ts': `
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Delivery, KeyUse, PurposeKey } from 'isms-landing-zone';
import { SealedBucket, type SealedBucketProps } from 'isms-landing-zone/constructs/sealed-bucket';

const stack = new Stack(new App({ outdir: 'weakened.out' }), 'Shop', { env: { account: '111111111111', region: 'eu-central-1' } });
const senders = { organizationId: 'o-abcdefghij' };
const key = new PurposeKey(stack, 'Key', { name: 'shop', purpose: 'flow', uses: [KeyUse.logDelivery(senders)] });
const props: SealedBucketProps = {
  key: key.key,
  keyAliasArn: key.aliasArn,
  insiders: senders,
  deliveries: [Delivery.logDelivery(senders)],
  retention: Duration.days(30),
};
new SealedBucket(stack, 'Flow', props);
`,

  // the ids of requirements are types
  'catalogue.ts': `
import { facetsOf, type RequirementId, requirements } from 'isms-landing-zone';
import { requirementOf } from 'isms-landing-zone/constructs/standard';

const id: RequirementId = '8.6/log-retention';
// @ts-expect-error: a misspelt id does not compile
const misspelt: RequirementId = '8.6/log-retenton';
console.log(requirements.length, requirementOf(id).title.en, facetsOf(id).length > 0, misspelt);
`,
};
