import type { BlockHeader } from './BlockHeader.ts'

/** The lowest base fee, in wei per gas: 0.001 gwei. */
export const BASE_FEE_FLOOR = 1_000_000n

/** The highest, which only blocks full of deposits could ever reach: so that no step of a proof overflows a word. */
export const BASE_FEE_CEILING = 2n ** 128n - 1n

const ELASTICITY = 2n
const MAX_CHANGE_DENOMINATOR = 8n

/** The base fee of a block's child, by EIP-1559 with a floor (spec 2.1) and a ceiling. `gasUsed` includes deposits. */
export function nextBaseFee(
  parent: Pick<BlockHeader, 'baseFeePerGas' | 'gasLimit' | 'gasUsed'>,
): bigint {
  const { baseFeePerGas, gasLimit, gasUsed } = parent
  const target = gasLimit / ELASTICITY
  const change = (distance: bigint) => (baseFeePerGas * distance) / target / MAX_CHANGE_DENOMINATOR
  let next = baseFeePerGas
  if (gasUsed > target) {
    const rise = change(gasUsed - target)
    next += rise > 0n ? rise : 1n
  } else {
    next -= change(target - gasUsed)
  }
  if (next > BASE_FEE_CEILING) return BASE_FEE_CEILING
  return next > BASE_FEE_FLOOR ? next : BASE_FEE_FLOOR
}
