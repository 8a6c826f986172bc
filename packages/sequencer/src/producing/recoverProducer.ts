import { type Address, recoverAddress } from '@mvm/protocol'
import type { BatchOpening } from '../port/BatchOpening.ts'
import type { ProducerDomain } from './ProducerDomain.ts'
import { producerDigest } from './producerDigest.ts'

/** Who signed the opening of a batch; `undefined` for a signature that belongs to nobody. */
export function recoverProducer(
  opening: Pick<BatchOpening, 'chainId' | 'prevBatchHash' | 'origin'>,
  signature: Uint8Array,
  domain: ProducerDomain,
): Address | undefined {
  if (signature.length !== 65) return undefined
  const parity = (signature[64] as number) - 27
  if (parity !== 0 && parity !== 1) return undefined
  return recoverAddress(producerDigest(opening, domain), signature.subarray(0, 64), parity)
}
