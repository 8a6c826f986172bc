import type { Address } from '../account/Address.ts'
import { recoverAddress } from '../signature/recoverAddress.ts'
import type { BlockSeal, SealDomain } from './BlockSeal.ts'
import { sealDigest } from './sealDigest.ts'

/** Who signed a seal; `undefined` for a signature that belongs to nobody. */
export function recoverSealer(
  seal: BlockSeal,
  signature: Uint8Array,
  domain: SealDomain,
): Address | undefined {
  if (signature.length !== 65) return undefined
  const parity = (signature[64] as number) - 27
  if (parity !== 0 && parity !== 1) return undefined
  return recoverAddress(sealDigest(seal, domain), signature.subarray(0, 64), parity)
}
