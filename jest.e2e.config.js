import unit from './jest.config.js';

/** Tests against real processes. Each file gets a database of its own; two files at a time are what two cores bear. */
export default {
  ...unit,
  roots: ['<rootDir>/test'],
  testRegex: '/test/(e2e|browser)/.*\\.(spec|e2e-spec)\\.ts$',
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/support/global-setup.js',
  globalTeardown: '<rootDir>/test/support/global-teardown.js',
  testTimeout: 120_000,
  maxWorkers: 2,
};
