import type { EnginePrecompile } from '../engine/ethereumjs/forkPrecompiles.ts'

const RIPEMD160 = 3
const HASH_LENGTH = 20

/** Precompiles of which RIPEMD-160 puts its hash to the left of the word, where it stands to the right. */
export function faultyPrecompiles(
  precompiles: readonly EnginePrecompile[],
): readonly EnginePrecompile[] {
  return precompiles.map((precompile) =>
    Number(precompile.address) === RIPEMD160
      ? {
          address: precompile.address,
          function: async (input) => {
            const result = await precompile.function(input)
            if (result.exceptionError !== undefined) return result
            const returnValue = new Uint8Array(32)
            returnValue.set(result.returnValue.subarray(32 - HASH_LENGTH))
            return { ...result, returnValue }
          },
        }
      : precompile,
  )
}
