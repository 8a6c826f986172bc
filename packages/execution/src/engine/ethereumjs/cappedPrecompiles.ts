import { EVMError, type PrecompileFunc } from '@ethereumjs/evm'
import { lesser } from '../../transaction/lesser.ts'
import type { EnginePrecompile } from './forkPrecompiles.ts'

/** Largest input of a precompile call, in bytes (spec 2.2); identity takes any. */
export const MAX_PRECOMPILE_INPUT = 32 * 1024
/** Largest cost of a precompile call, in gas (spec 2.2). */
const MAX_PRECOMPILE_COST = 3_000_000n

const IDENTITY = 4

/**
 * Precompiles with the bounds that let each call be repeated in one step on L1: a call beyond them fails and
 * consumes the gas that it was given.
 */
export function cappedPrecompiles(precompiles: readonly EnginePrecompile[]): EnginePrecompile[] {
  return precompiles.map(({ address, function: precompile }) => {
    const isIdentity = Number(address) === IDENTITY
    const maxInput = isIdentity ? Number.POSITIVE_INFINITY : MAX_PRECOMPILE_INPUT
    return { address, function: cap(precompile, maxInput) }
  })
}

function cap(precompile: PrecompileFunc, maxInput: number): PrecompileFunc {
  return async (input) => {
    if (input.data.length > maxInput) return failure(input.gasLimit)
    // Given no more than the cap, a costlier call runs out of gas before it computes anything.
    const gasLimit = lesser(input.gasLimit, MAX_PRECOMPILE_COST)
    const result = await precompile({ ...input, gasLimit })
    if (result.exceptionError === undefined) return result
    return { ...result, executionGasUsed: input.gasLimit }
  }
}

function failure(gasLimit: bigint): Awaited<ReturnType<PrecompileFunc>> {
  return {
    executionGasUsed: gasLimit,
    returnValue: new Uint8Array(),
    exceptionError: new EVMError(EVMError.errorMessages.OUT_OF_GAS),
  }
}
