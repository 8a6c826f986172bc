import { defineMethod } from '../defineMethod.ts'

/** The producer that the newest block paid. */
export const coinbase = defineMethod({
  name: 'eth_coinbase',
  parameters: [],
  handle: ({ ports }) => ports.chain.head('unsafe').header.coinbase,
})
