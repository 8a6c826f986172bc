import { quantity } from '../../format/quantity.ts'
import { pendingBlock } from '../../parameter/BlockReference.ts'
import { optional } from '../../parameter/optional.ts'
import { readBlockOverride } from '../../parameter/readBlockOverride.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { readCall } from '../../parameter/readCall.ts'
import { readStateOverrides } from '../../parameter/readStateOverrides.ts'
import { required } from '../../parameter/required.ts'
import { simulationError } from '../../simulation/simulationError.ts'
import { toSimulation } from '../../simulation/toSimulation.ts'
import { defineMethod } from '../defineMethod.ts'

/** The least gas limit with which a transaction succeeds, by default in the block that would follow now. */
export const estimateGas = defineMethod({
  name: 'eth_estimateGas',
  parameters: [
    required('transaction', readCall),
    optional('block', readBlockReference, pendingBlock),
    optional('stateOverrides', readStateOverrides, undefined),
    optional('blockOverride', readBlockOverride, undefined),
  ],
  handle: async ({ ports, limits, signal }, call, block, stateOverrides, blockOverride) => {
    const request = toSimulation(ports, {
      ...{ call, block, stateOverrides, blockOverride },
      timeLimitMs: limits.simulationMs,
    })
    const estimate = await ports.state.estimateGas(request, signal)
    if (estimate.status === 'success') return quantity(estimate.gas)
    throw await simulationError(ports, request.at, estimate)
  },
})
