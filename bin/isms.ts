import { runCli } from '../lib/commands/cli';
import { azurePart } from './azure-part';

// the validator of CDK makes synthesis eight times slower; `cdk synth` and CI run it
process.env['CDK_VALIDATION'] ??= 'false';

runCli(process.argv, azurePart).then((code) => {
  process.exitCode = code;
});
