/** Suites that start whole processes or compare with an oracle at length: `npm run test:process`, in CI beside `npm test`. */
module.exports = [
  'test/compliance/guardrail-mutation.test.ts',
  'test/compliance/weakened-source.test.ts',
  'test/lib/commands/cli.test.ts',
  'test/lib/commands/no-sdk.test.ts',
  'test/lib/commands/report.test.ts',
  'test/lib/commands/synth.test.ts',
  'test/lib/config/properties.test.ts',
  'test/lib/preflight/documentation.test.ts',
  'test/lib/preflight/preflight.test.ts',
  'test/lib/proofs/policy/attacks-oracle.test.ts',
  'test/lib/proofs/policy/differential.test.ts',
  'test/lib/report/reproducible.test.ts',
];
