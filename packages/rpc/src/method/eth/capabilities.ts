import { quantity } from '../../format/quantity.ts'
import { defineMethod } from '../defineMethod.ts'

/** From which block on the node can answer what. */
export const capabilities = defineMethod({
  name: 'eth_capabilities',
  parameters: [],
  handle: ({ ports }) => {
    const { hash, header } = ports.chain.head('unsafe')
    const earliest = ports.chain.earliestBlock()
    const from = (block: number) => ({ disabled: false, oldestBlock: quantity(block) })
    const kept = from(earliest)
    const states = from(Math.max(0, earliest - 1))
    return {
      head: { number: quantity(header.number), hash },
      state: states,
      tx: kept,
      logs: kept,
      receipts: kept,
      blocks: kept,
      stateproofs: states,
    }
  },
})
