import { defineMethod } from '../defineMethod.ts'

/** Nobody mines a DAC. */
export const mining = defineMethod({
  name: 'eth_mining',
  parameters: [],
  handle: () => false,
})
