import { quantity } from '../../format/quantity.ts'
import { defineMethod } from '../defineMethod.ts'

/** Everything, from genesis on: nodes keep blocks, receipts, logs and states of all times. */
const ALL = { disabled: false, oldestBlock: '0x0' } as const

/** From which block on the node can answer what. */
export const capabilities = defineMethod({
  name: 'eth_capabilities',
  parameters: [],
  handle: ({ ports }) => {
    const { hash, header } = ports.chain.head('unsafe')
    return {
      head: { number: quantity(header.number), hash },
      state: ALL,
      tx: ALL,
      logs: ALL,
      receipts: ALL,
      blocks: ALL,
      stateproofs: ALL,
    }
  },
})
