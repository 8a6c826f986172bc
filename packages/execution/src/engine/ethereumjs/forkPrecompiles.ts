import { getActivePrecompiles, type PrecompileFunc } from '@ethereumjs/evm'
import { compressBlake2 } from './compressBlake2.ts'
import type { EngineCommon } from './EngineCommon.ts'
import { verifyP256 } from './verifyP256.ts'
import { wasmBls } from './wasmBls.ts'
import { wasmBn254 } from './wasmBn254.ts'

/** A precompile in the form in which the EVM takes it as an option. */
export interface EnginePrecompile {
  readonly address: `0x${string}`
  readonly function: PrecompileFunc
}

type Remake = (packaged: PrecompileFunc) => PrecompileFunc

const loadingBn254: Remake = (packaged) => after(() => wasmBn254.load(), packaged)
const loadingBls: Remake = (packaged) => after(() => wasmBls.load(), packaged)

/** By address: those that are not computed as the package does, because that takes too long for what they cost. */
const remade: ReadonlyMap<number, Remake> = new Map([
  [0x06, loadingBn254],
  [0x07, loadingBn254],
  [0x08, loadingBn254],
  [0x09, withFastBlake2],
  // Its proofs are verified by the same library.
  [0x0a, loadingBls],
  ...Array.from({ length: 7 }, (_, i): [number, Remake] => [0x0b + i, loadingBls]),
  [0x100, withFastP256],
])

const BLAKE2_INPUT = 213
const P256_GAS = 6_900n
const TRUE = Uint8Array.from({ length: 32 }, (_, i) => (i === 31 ? 1 : 0))
const NOTHING = new Uint8Array()

/** The fork's precompiles, with the same results as the package's. */
export function forkPrecompiles(common: EngineCommon): EnginePrecompile[] {
  return [...getActivePrecompiles(common)].map(([digits, packaged]) => {
    const address = `0x${digits}` as const
    return { address, function: remade.get(Number(address))?.(packaged) ?? packaged }
  })
}

function after(load: () => Promise<void>, packaged: PrecompileFunc): PrecompileFunc {
  return async (input) => {
    await load()
    return packaged(input)
  }
}

/** What fails does so in the package, which then computes nothing. */
function withFastBlake2(packaged: PrecompileFunc): PrecompileFunc {
  return (input) => {
    const { data, gasLimit } = input
    const isWellFormed = data.length === BLAKE2_INPUT && (data[BLAKE2_INPUT - 1] as number) <= 1
    if (!isWellFormed) return packaged(input)
    const rounds = new DataView(data.buffer, data.byteOffset).getUint32(0)
    const gas = BigInt(rounds) * input.common.param('blake2RoundGas')
    if (gas > gasLimit) return packaged(input)
    return { executionGasUsed: gas, returnValue: compressBlake2(data) }
  }
}

function withFastP256(packaged: PrecompileFunc): PrecompileFunc {
  return (input) => {
    if (P256_GAS > input.gasLimit) return packaged(input)
    const returnValue = verifyP256(input.data) ? TRUE.slice() : NOTHING
    return { executionGasUsed: P256_GAS, returnValue }
  }
}
