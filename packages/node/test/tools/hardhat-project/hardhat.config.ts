import { fileURLToPath } from 'node:url'
import hardhatEthers from '@nomicfoundation/hardhat-ethers'
import hardhatNodeTestRunner from '@nomicfoundation/hardhat-node-test-runner'
import { configVariable, defineConfig } from 'hardhat/config'

// What a developer writes to use a DAC: its URL and a key.
export default defineConfig({
  plugins: [hardhatEthers, hardhatNodeTestRunner],
  networks: {
    dac: {
      type: 'http',
      url: configVariable('DAC_URL'),
      accounts: [configVariable('DAC_KEY_0'), configVariable('DAC_KEY_1')],
    },
  },
  solidity: {
    version: '0.8.37',
    // From npm, because the machine may have no network.
    path: fileURLToPath(import.meta.resolve('solc/soljson.js')),
  },
})
