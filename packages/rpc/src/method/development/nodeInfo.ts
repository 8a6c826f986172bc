import { quantity } from '../../format/quantity.ts'
import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'

/** The head and what the next block has, with anvil's fields. */
export const nodeInfo = defineDevelopmentMethod({
  name: 'anvil_nodeInfo',
  parameters: [],
  handle: ({ ports: { chain, chainId } }) => {
    const head = chain.head('unsafe')
    const { hash, header } = head
    const baseFee = quantity(chain.nextBaseFeePerGas(head))
    return {
      currentBlockNumber: quantity(header.number),
      currentBlockTimestamp: Number(header.timestamp),
      currentBlockHash: hash,
      hardFork: 'osaka',
      transactionOrder: 'fees',
      environment: { baseFee, chainId, gasLimit: quantity(header.gasLimit), gasPrice: baseFee },
      forkConfig: { forkUrl: null, forkBlockNumber: null, forkRetryBackoff: null },
    }
  },
})
