import { greater } from '../../../transaction/greater.ts'
import type { EthereumHeader } from './EthereumHeader.ts'

/** Wei per gas in London's first block (EIP-1559). */
const INITIAL_BASE_FEE = 1_000_000_000n

const ELASTICITY = 2n
const MAX_CHANGE_DENOMINATOR = 8n

/** The base fee of a block's child, from London on (EIP-1559; unlike a DAC's without a floor). */
export function ethereumBaseFee(
  parent: Pick<EthereumHeader, 'baseFeePerGas' | 'gasLimit' | 'gasUsed'>,
): bigint {
  const { baseFeePerGas, gasLimit, gasUsed } = parent
  if (baseFeePerGas === null) return INITIAL_BASE_FEE
  const target = gasLimit / ELASTICITY
  const change = (distance: bigint): bigint =>
    (baseFeePerGas * distance) / target / MAX_CHANGE_DENOMINATOR
  if (gasUsed === target) return baseFeePerGas
  if (gasUsed > target) return baseFeePerGas + greater(change(gasUsed - target), 1n)
  return baseFeePerGas - change(target - gasUsed)
}
