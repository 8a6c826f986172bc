import { formatAccessList } from '../../format/formatAccessList.ts'
import { quantity } from '../../format/quantity.ts'
import { pendingBlock } from '../../parameter/BlockReference.ts'
import { optional } from '../../parameter/optional.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { readCall } from '../../parameter/readCall.ts'
import { readStateOverrides } from '../../parameter/readStateOverrides.ts'
import { required } from '../../parameter/required.ts'
import { simulationError } from '../../simulation/simulationError.ts'
import { toSimulation } from '../../simulation/toSimulation.ts'
import { defineMethod } from '../defineMethod.ts'

/** The access list with which a transaction is cheapest, and the gas that it then uses (EIP-2930); `error` tells why it fails. */
export const createAccessList = defineMethod({
  name: 'eth_createAccessList',
  parameters: [
    required('transaction', readCall),
    optional('block', readBlockReference, pendingBlock),
    optional('stateOverrides', readStateOverrides, undefined),
  ],
  handle: async ({ ports, limits, signal }, call, block, stateOverrides) => {
    const request = toSimulation(ports, {
      ...{ call, block, stateOverrides },
      timeLimitMs: limits.simulationMs,
    })
    const { accessList, gasUsed, failure } = await ports.state.createAccessList(request, signal)
    if (failure?.status === 'invalid') throw await simulationError(ports, request.at, failure)
    return {
      accessList: formatAccessList(accessList),
      gasUsed: quantity(gasUsed),
      ...(failure === undefined
        ? {}
        : { error: (await simulationError(ports, request.at, failure)).message }),
    }
  },
})
