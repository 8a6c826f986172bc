import { defineMethod } from '../defineMethod.ts'

/** The namespaces that can be used. */
export const modules = defineMethod({
  name: 'rpc_modules',
  parameters: [],
  handle: () => ({
    debug: '1.0',
    eth: '1.0',
    mvm: '1.0',
    net: '1.0',
    optimism: '1.0',
    rpc: '1.0',
    txpool: '1.0',
    web3: '1.0',
  }),
})
