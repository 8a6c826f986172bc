import type { Fork } from '../../../engine/Fork.ts'
import { isSince } from '../../../engine/isSince.ts'
import type { BlobParameters } from '../BlobParameters.ts'
import { blobBaseFee } from '../blobBaseFee.ts'
import { GAS_PER_BLOB } from '../GAS_PER_BLOB.ts'
import type { EthereumHeader } from './EthereumHeader.ts'

/** Execution gas that a blob is taken to cost at least (EIP-7918). */
const BLOB_BASE_COST = 8_192n

/** The excess blob gas of a block's child, whose fork and parameters these are (EIP-4844, EIP-7918). */
export function excessBlobGas(
  parent: Pick<EthereumHeader, 'blobGasUsed' | 'excessBlobGas' | 'baseFeePerGas'>,
  fork: Fork,
  { target, max, baseFeeUpdateFraction }: BlobParameters,
): bigint {
  const used = parent.blobGasUsed ?? 0n
  const before = parent.excessBlobGas ?? 0n
  const total = before + used
  const targetGas = BigInt(target) * GAS_PER_BLOB
  if (total < targetGas) return 0n
  if (isSince(fork, 'osaka')) {
    const blobPrice = GAS_PER_BLOB * blobBaseFee(before, baseFeeUpdateFraction)
    const reservePrice = BLOB_BASE_COST * (parent.baseFeePerGas ?? 0n)
    if (reservePrice > blobPrice) return before + (used * BigInt(max - target)) / BigInt(max)
  }
  return total - targetGas
}
