import { fileURLToPath } from 'node:url'
import { defineConfig } from 'hardhat/config'

export default defineConfig({
  paths: {
    sources: 'contracts/src',
    tests: { solidity: 'contracts/test' },
    artifacts: 'contracts/out/artifacts',
    cache: 'contracts/out/cache',
  },
  solidity: {
    version: '0.8.37',
    // The compiler is an npm dependency, so a build needs no download.
    path: fileURLToPath(import.meta.resolve('solc/soljson.js')),
    splitTestsCompilation: true,
    settings: {
      evmVersion: 'osaka',
      optimizer: { enabled: true, runs: 10_000 },
      // Without this a changed comment changes the bytecode, and with it the genesis root.
      metadata: { bytecodeHash: 'none', appendCBOR: false },
    },
  },
  test: {
    solidity: {
      profiles: {
        default: {
          fuzz: { runs: 64, seed: '0x01' },
          invariant: { runs: 32, depth: 32, failOnRevert: false },
        },
        deep: { fuzz: { runs: 2_000 }, invariant: { runs: 128, depth: 100 } },
      },
    },
  },
  coverage: { skipFiles: ['contracts/test/**'] },
})
