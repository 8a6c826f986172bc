import { getActivePrecompiles, type PrecompileFunc } from '@ethereumjs/evm'
import type { EngineCommon } from './EngineCommon.ts'
import { wasmBls } from './wasmBls.ts'

/** A precompile in the form in which the EVM takes it as an option. */
export interface EnginePrecompile {
  readonly address: `0x${string}`
  readonly function: PrecompileFunc
}

/** Where EIP-2537's precompiles begin and end. */
const FIRST_BLS = 0x0b
const LAST_BLS = 0x11

/** The fork's precompiles; those of BLS12-381 load their library first. */
export function forkPrecompiles(common: EngineCommon): EnginePrecompile[] {
  return [...getActivePrecompiles(common)].map(([digits, precompile]) => {
    const address = `0x${digits}` as const
    const isBls = FIRST_BLS <= Number(address) && Number(address) <= LAST_BLS
    return { address, function: isBls ? withLoadedBls(precompile) : precompile }
  })
}

function withLoadedBls(precompile: PrecompileFunc): PrecompileFunc {
  return async (input) => {
    await wasmBls.load()
    return precompile(input)
  }
}
