import { defineMethod } from '../defineMethod.ts'

/** None: this node keeps no keys. */
export const accounts = defineMethod({
  name: 'eth_accounts',
  parameters: [],
  handle: () => [],
})
