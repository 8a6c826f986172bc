import { data } from '../../format/data.ts'
import { latestBlock } from '../../parameter/BlockReference.ts'
import { optional } from '../../parameter/optional.ts'
import { readBlockOverride } from '../../parameter/readBlockOverride.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { readCall } from '../../parameter/readCall.ts'
import { readStateOverrides } from '../../parameter/readStateOverrides.ts'
import { required } from '../../parameter/required.ts'
import { simulationError } from '../../simulation/simulationError.ts'
import { toSimulation } from '../../simulation/toSimulation.ts'
import { defineMethod } from '../defineMethod.ts'

/** Runs a message on a block's state and returns its output; nothing is kept. */
export const call = defineMethod({
  name: 'eth_call',
  parameters: [
    required('transaction', readCall),
    optional('block', readBlockReference, latestBlock),
    optional('stateOverrides', readStateOverrides, undefined),
    optional('blockOverride', readBlockOverride, undefined),
  ],
  handle: async ({ ports, limits, signal }, call, block, stateOverrides, blockOverride) => {
    const cap = BigInt(limits.callGas)
    const gasLimit = call.gasLimit !== undefined && call.gasLimit < cap ? call.gasLimit : cap
    const request = toSimulation(ports, {
      call: { ...call, gasLimit },
      block,
      stateOverrides,
      blockOverride,
      timeLimitMs: limits.simulationMs,
    })
    const outcome = await ports.state.call(request, signal)
    if (outcome.status === 'success') return data(outcome.output)
    throw await simulationError(ports, request.at, outcome)
  },
})
