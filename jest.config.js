/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: { '\\.ts$': '<rootDir>/test/support/esbuild-transform.js' },
  setupFiles: ['<rootDir>/test/support/environment.js'],
  // aws-cdk-lib and cdktf are large: a worker that has grown is replaced
  workerIdleMemoryLimit: '1GB',
  reporters: ['default', '<rootDir>/test/support/evidence-reporter.js'],
};
