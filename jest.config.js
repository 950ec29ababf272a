const thorough = require('./jest.thorough.suites');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.(local|recorder)\\.test\\.ts$', ...thorough],
  transform: { '\\.ts$': '<rootDir>/test/support/esbuild-transform.js' },
  // tests run in a sandbox in which whatever is global is slow to look up; some packages declare their own Boolean, Number and String
  sandboxInjectedGlobals: ['Array', 'JSON', 'Map', 'Object', 'RegExp', 'Set', 'WeakMap'],
  setupFiles: ['<rootDir>/test/support/environment.js'],
  // against what hangs, and no measure of speed: a slow machine, or a busy one, fails nothing
  testTimeout: 300_000,
  // jest leaves one processor idle; on a machine of two that is half of it
  maxWorkers: '100%',
  // aws-cdk-lib and cdktf are large: a worker that has grown is replaced
  workerIdleMemoryLimit: '1GB',
  reporters: ['default', '<rootDir>/test/support/evidence-reporter.js'],
};
