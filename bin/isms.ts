import { runCli } from '../lib/commands/cli';
import { azurePart } from './azure-part';
import { beside } from './beside';

// the validator of CDK makes synthesis eight times slower; `cdk synth` and CI run it
process.env['CDK_VALIDATION'] ??= 'false';

// the package supports Node 20 with the versions of the SDK that it pins; later ones are another matter
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

runCli(process.argv, { ...azurePart, ...beside }).then((code) => {
  process.exitCode = code;
});
