// CDK runs a WebAssembly validator in every synth, which makes tests eight times slower: the CI gate runs it once instead.
process.env.CDK_VALIDATION = 'false';
// no test may reach a cloud: with neither credentials nor metadata service an accidental call fails at once
process.env.AWS_EC2_METADATA_DISABLED = 'true';
for (const name of ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])
  delete process.env[name];
process.env.CHECKPOINT_DISABLE = '1';
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
// in jest a creation stack costs a quarter of a synthesis: each frame is mapped to its source, and nobody reads it (docs/adr/0002)
process.env.CDK_CONTEXT_JSON = JSON.stringify({ 'aws:cdk:disable-creation-stack-traces': true });
