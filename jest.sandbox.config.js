import unit from './jest.config.js';

/** Attacks on the real sandbox. Each file has users of its own; within a file, runs share the slots of the machine. */
export default {
  ...unit,
  roots: ['<rootDir>/test'],
  testRegex: '/test/sandbox/.*\\.spec\\.ts$',
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/sandbox/support/global-setup.js',
  testTimeout: 240_000,
  maxWorkers: 1,
};
