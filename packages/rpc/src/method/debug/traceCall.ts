import { latestBlock } from '../../parameter/BlockReference.ts'
import { optional } from '../../parameter/optional.ts'
import { readBlockOverride } from '../../parameter/readBlockOverride.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { readCall } from '../../parameter/readCall.ts'
import { readField } from '../../parameter/readField.ts'
import { readFields } from '../../parameter/readFields.ts'
import { readStateOverrides } from '../../parameter/readStateOverrides.ts'
import { readTraceConfig, structTrace } from '../../parameter/readTraceConfig.ts'
import { required } from '../../parameter/required.ts'
import { toSimulation } from '../../simulation/toSimulation.ts'
import { defineMethod } from '../defineMethod.ts'

/** The options of a trace with changes to the state and the block, which geth puts in the same object. */
function readCallTraceConfig(value: unknown, at: string) {
  const fields = readFields(value, at)
  return {
    kind: readTraceConfig(value, at),
    stateOverrides: readField(fields, 'stateOverrides', readStateOverrides, at),
    blockOverride: readField(fields, 'blockOverrides', readBlockOverride, at),
  }
}

/** Executes a message on a block's state and tells what it did, as geth's tracers do. */
export const traceCall = defineMethod({
  name: 'debug_traceCall',
  parameters: [
    required('transaction', readCall),
    optional('block', readBlockReference, latestBlock),
    optional('config', readCallTraceConfig, {
      kind: structTrace,
      stateOverrides: undefined,
      blockOverride: undefined,
    }),
  ],
  handle: async ({ ports, limits, signal }, call, block, config) => {
    const { kind, stateOverrides, blockOverride } = config
    const cap = BigInt(limits.callGas)
    const gasLimit = call.gasLimit !== undefined && call.gasLimit < cap ? call.gasLimit : cap
    const asked = { call: { ...call, gasLimit }, block, stateOverrides, blockOverride }
    const request = toSimulation(ports, asked)
    const { results } = await ports.trace.call(request, [kind], limits.traceBytes, signal)
    return results[0] ?? null
  },
})
